import { type Browser, chromium, type Page } from 'playwright-core';

/** Debian's browser; `.ci/run` installs it. */
const CHROMIUM = '/usr/bin/chromium';
const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

export const startBrowser = (): Promise<Browser> =>
  chromium.launch({ executablePath: CHROMIUM, args: FLAGS, headless: true });

/** How a page is opened; by default light, on a desk. */
export interface Opening {
  readonly width?: number;
  readonly height?: number;
  readonly theme?: 'light' | 'dark';
}

/** A page that is open, and what it should never do. */
export interface Opened {
  readonly page: Page;
  /** What it wrote to the console as a warning or an error, and what it threw. */
  readonly complaints: readonly string[];
  /** What it asked for, its own file left out. */
  readonly requests: readonly string[];
}

/** Opens the file at `path`, and waits until it has drawn itself. */
export const openPage = async (browser: Browser, path: string, opening: Opening = {}): Promise<Opened> => {
  const { width = 1280, height = 900, theme = 'light' } = opening;
  const page = await browser.newPage({ viewport: { width, height }, colorScheme: theme });
  const complaints: string[] = [];
  const requests: string[] = [];
  const url = new URL(path, 'file:///').href;
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('request', (request) => {
    if (request.url() !== url && !request.url().startsWith('data:')) requests.push(request.url());
  });
  await page.goto(url);
  await page.locator('main').waitFor();
  return { page, complaints, requests };
};
