import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import momentum from '../../pipelines/momentum.js';
import openingRange from '../../pipelines/opening-range.js';
import { openPage, startBrowser } from '../page/browser.js';
import { sampleRun } from '../page/sample-run.js';

/** `npm run docs:pages`: the pictures of docs/report-page.md, of the sample day. `npm run build` first. */
const IMAGES = 'docs/images';
/** Until charts have drawn themselves and scrolling has come to rest. */
const SETTLED_MS = 1_500;

const dir = mkdtempSync(join(tmpdir(), 'rxtape-pictures-'));
const browser = await startBrowser();
try {
  const html = join(dir, 'momentum.html');
  await sampleRun(momentum, { out: undefined, html });
  const { page } = await openPage(browser, html, { width: 1200, height: 1000 });
  await page.waitForTimeout(SETTLED_MS);
  await page.screenshot({ path: `${IMAGES}/report.png` });

  const brackets = join(dir, 'opening-range.html');
  await sampleRun(openingRange, { out: undefined, html: brackets });
  const dark = await openPage(browser, brackets, { width: 1200, height: 820, theme: 'dark' });
  await dark.page.locator('#trades').scrollIntoViewIfNeeded();
  await dark.page.locator('#trades .tabulator-row').first().getByRole('button').click();
  await dark.page.waitForTimeout(SETTLED_MS);
  await dark.page.screenshot({ path: `${IMAGES}/trade.png` });
  await dark.page.locator('#decisions').scrollIntoViewIfNeeded();
  await dark.page.locator('#decisions .tabulator-row').last().getByRole('button').click();
  await dark.page.waitForTimeout(SETTLED_MS);
  await dark.page.getByRole('dialog').screenshot({ path: `${IMAGES}/decision.png` });
} finally {
  await browser.close();
  rmSync(dir, { recursive: true });
}
