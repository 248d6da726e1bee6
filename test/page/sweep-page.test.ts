import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import type { Browser } from 'playwright-core';
import { pageBundle } from '../../src/adapter/page/page-bundle.js';
import { writePage } from '../../src/adapter/page/write-page.js';
import { rupees } from '../../src/domain/money.js';
import { summaryOf, type SummaryOptions } from '../../src/report/sweep/sweep-summary.js';
import { sweepPageOf } from '../../src/report/sweep/sweep-page-of.js';
import { inkOf, openPage, startBrowser } from './browser.js';

/** Combinations of as many settings as `sizes` has, with figures that follow from them; the last failed. */
const rowsOf = (...sizes: readonly number[]) => {
  const count = sizes.reduce((product, size) => product * size, 1);
  return Array.from({ length: count }, (_, i) => {
    let rest = i;
    const places = sizes.map((size) => {
      const place = rest % size;
      rest = Math.floor(rest / size);
      return place;
    });
    const netPnl = places.reduce((sum, place) => sum + 1_000 * Math.sin(place), 0);
    const isLast = i === count - 1;
    return {
      settings: Object.fromEntries(places.map((place, k) => [`trend.p${k}`, 5 * (place + 1)])),
      error: isLast ? '<b>broken</b>' : null,
      result: isLast
        ? null
        : {
            figures: { netPnl, sharpe: netPnl / 500, maxDrawdown: 0.01, trades: i },
            equity: Array.from({ length: 64 }, (_, cut) => rupees(100_000 + netPnl * Math.cos(cut + i))),
            trades: [],
          },
    };
  });
};

const OPTIONS: SummaryOptions = {
  ranking: { figure: 'netPnl', isLeast: false, isWithin: ({ trades }) => (trades ?? 0) >= 3 },
  slices: { sessions: ['2026-01-05'], parts: [64], cuts: new Array(64).fill(0) as never },
  capital: rupees(100_000),
  windows: [],
};

describe('the page of a sweep', function () {
  this.timeout(60_000);
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

  const open = (...sizes: readonly number[]) => {
    const rows = rowsOf(...sizes);
    const path = join(folder, 'sweep.html');
    const page = sweepPageOf('trend', rows, summaryOf(rows, rows, OPTIONS), OPTIONS);
    writePage(path, pageBundle('sweep'), 'Sweep', page);
    return openPage(browser, path, {
      width: sizes.length === 2 ? 390 : 1280,
      theme: sizes.length === 3 ? 'dark' : 'light',
    });
  };
  const CHARTS: Readonly<Record<string, readonly number[]>> = {
    'netPnl over trend.p0': [12],
    'Heat map of netPnl over trend.p0 and trend.p1': [6, 5],
    'Parallel coordinates of 59 combinations of trend.p0, trend.p1, trend.p2 to netPnl': [5, 4, 3],
  };
  for (const [label, sizes] of Object.entries(CHARTS))
    it(`draws ${label}, complains of nothing and asks for nothing`, async () => {
      const { page, complaints, requests } = await open(...sizes);

      expect(await inkOf(page, `[aria-label^="${label}"] canvas`)).to.be.above(3);
      expect(complaints).to.deep.equal([]);
      expect(requests).to.deep.equal([]);
      await page.close();
    });

  it('says whether the best is luck, and shows failures as they are', async () => {
    const { page } = await open(6, 5);

    expect(await page.locator('#luck-title').textContent()).to.match(/^The best row is /);
    expect(await page.locator('#luck .lead').textContent()).to.equal(
      '30 combinations: 26 ranked by netPnl, 3 outside the constraints, 0 without netPnl, 1 failed',
    );
    expect(await page.locator('#luck li').last().textContent()).to.match(
      /^8 rows are a step away from it, \d at least half as good$/,
    );
    expect(await page.locator('#failed').textContent()).to.contain('<b>broken</b>');
    expect(await page.locator('h1').textContent()).to.equal('Sweep of trend');
    await page.close();
  });

  it('has the rows from the best on, and narrows them down to those within the constraints', async () => {
    const { page } = await open(6, 5);
    const table = page.locator('#combinations');
    await table.scrollIntoViewIfNeeded();
    await table.locator('.tabulator-row').first().waitFor();

    const [best] = rowsOf(6, 5)
      .filter(({ result }) => (result?.figures.trades ?? 0) >= 3)
      .sort((a, b) => (b.result?.figures.netPnl ?? 0) - (a.result?.figures.netPnl ?? 0));
    const first = await table.locator('.tabulator-row').first().locator('.tabulator-cell').allTextContents();
    await table.getByLabel('Standing').selectOption('outside the constraints');

    expect(first.slice(0, 3)).to.deep.equal([
      '1',
      String(best?.settings['trend.p0']),
      String(best?.settings['trend.p1']),
    ]);
    expect(await table.locator('output').textContent()).to.equal('3 of 29 combinations');
    await page.close();
  });
});
