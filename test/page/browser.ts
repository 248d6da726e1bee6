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

/** How many colours the canvases at `selector` have between them, once they have more than one. */
export const inkOf = async (page: Page, selector: string): Promise<number> => {
  await page.locator(selector).first().waitFor();
  return until<number>(
    page,
    `(() => {
    const colours = new Set();
    for (const canvas of document.querySelectorAll(${JSON.stringify(selector)})) {
      if (canvas.width === 0 || canvas.height === 0) continue;
      const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
      for (let i = 0; i < data.length; i += 4) colours.add((data[i] << 16) | (data[i + 1] << 8) | data[i + 2]);
    }
    return colours.size > 1 ? colours.size : 0;
  })()`,
  );
};

/** Waits until `expression` is true in the page, and returns it. Playwright's own way needs `eval`, which pages forbid. */
export const until = <A>(page: Page, expression: string): Promise<A> =>
  page.evaluate<A>(`new Promise((done) => {
    const look = () => {
      const found = ${expression};
      if (found) done(found);
      else requestAnimationFrame(look);
    };
    look();
  })`);
