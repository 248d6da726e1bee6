import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { type Opened, type Opening, openPage, startBrowser } from './browser.js';

/** A browser for the pages of one `describe`, and a folder for their files; both are gone behind it. */
export interface Pages {
  /** Of the file `name`, which may be in folders of its own. */
  readonly path: (name: string) => string;
  readonly open: (path: string, opening?: Opening) => Promise<Opened>;
}

export const pages = (): Pages => {
  let browser: Browser;
  let folder: string;
  before(async () => {
    browser = await startBrowser();
    folder = mkdtempSync(join(tmpdir(), 'rxtape-page-'));
  });
  after(async () => {
    await browser.close();
    rmSync(folder, { recursive: true });
  });
  return {
    path: (name) => join(folder, name),
    open: (path, opening) => openPage(browser, path, opening),
  };
};
