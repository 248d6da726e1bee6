import { expect } from 'chai';
import type { Locator } from 'playwright-core';
import { pageBundle } from '../../src/adapter/page/page-bundle.js';
import { writePage } from '../../src/adapter/page/write-page.js';
import { rupees } from '../../src/domain/money.js';
import { summaryOf, type SummaryOptions } from '../../src/report/sweep/sweep-summary.js';
import { sweepPageOf } from '../../src/report/sweep/sweep-page-of.js';
import { windowsOf } from '../../src/report/sweep/walk-forward.js';
import { inkOf } from './browser.js';
import { pages } from './pages.js';

/**
 * Combinations of as many settings as `sizes` has, with figures that follow from them, `base` at least; the last
 * failed.
 */
const rowsOf = (sizes: readonly number[], base = 0) => {
  const count = sizes.reduce((product, size) => product * size, 1);
  return Array.from({ length: count }, (_, i) => {
    let rest = i;
    const places = sizes.map((size) => {
      const place = rest % size;
      rest = Math.floor(rest / size);
      return place;
    });
    const netPnl = places.reduce((sum, place) => sum + 1_000 * Math.sin(place), base);
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

const PARTS = 64;
const OPTIONS: SummaryOptions = {
  ranking: { figure: 'netPnl', isLeast: false, isWithin: ({ trades }) => (trades ?? 0) >= 3 },
  slices: { sessions: ['2026-01-05'], parts: [PARTS], cuts: new Array(PARTS).fill(0) as never },
  capital: rupees(100_000),
  windows: [],
};
/** The same over sessions, of which 8 are left over. */
const WALK: SummaryOptions = {
  ...OPTIONS,
  slices: {
    sessions: Array.from({ length: PARTS }, (_, i) => `day ${i + 1}`),
    parts: new Array<number>(PARTS).fill(1),
    cuts: OPTIONS.slices.cuts,
  },
  ranking: { ...OPTIONS.ranking, isWithin: () => true },
  windows: windowsOf(PARTS, 32, 12),
};

describe('the page of a sweep', function () {
  this.timeout(60_000);
  const { path: pathOf, open: openPage } = pages();

  const open = (sizes: readonly number[], { options = OPTIONS, base = 0 } = {}) => {
    const rows = rowsOf(sizes, base);
    const path = pathOf('sweep.html');
    const page = sweepPageOf('trend', rows, summaryOf(rows, rows, options), options);
    writePage(path, pageBundle('sweep'), 'Sweep', page);
    return openPage(path, {
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
      const { page, complaints, requests } = await open(sizes);

      expect(await inkOf(page, `[aria-label^="${label}"] canvas`)).to.be.above(3);
      expect(complaints).to.deep.equal([]);
      expect(requests).to.deep.equal([]);
      await page.close();
    });

  it('has nothing of a gain in the map of rows that all lose, and shows gains where there are some', async () => {
    const greenIn = async (base: number): Promise<number> => {
      const { page } = await open([6, 5], { base });
      const selector = '[aria-label^="Heat map"] canvas';
      await inkOf(page, selector);
      const found = await page.evaluate<number>(`(() => {
        let green = 0;
        for (const canvas of document.querySelectorAll(${JSON.stringify(selector)})) {
          const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
          for (let i = 0; i < data.length; i += 4) if (data[i + 1] > data[i] + 60) green += 1;
        }
        return green;
      })()`);
      await page.close();
      return found;
    };

    expect(await greenIn(-10_000)).to.equal(0);
    expect(await greenIn(0)).to.be.above(1_000);
  });

  it('shows every window of a walk forward, and every row in and out of sample', async () => {
    const { page, complaints } = await open([6, 5], { options: WALK });
    const walk = page.locator('#walk');
    await walk.scrollIntoViewIfNeeded();

    const lines = await walk.locator('tbody tr').allInnerTexts();
    expect(lines.map((line) => line.split('\t').slice(0, 2))).to.deep.equal([
      ['day 1 to day 32', 'day 33 to day 44'],
      ['day 13 to day 44', 'day 45 to day 56'],
    ]);
    for (const line of lines) expect(line).to.match(/\tp0 \d+, p1 \d+\t[+−]₹/);
    expect(await walk.locator('.cards').innerText()).to.include('left over at the end: 8 sessions');
    expect(await inkOf(page, '#walk [aria-label*="windows"] canvas')).to.be.above(3);
    expect(await inkOf(page, '#walk [aria-label*="29 rows"] canvas')).to.be.above(3);
    expect(complaints).to.deep.equal([]);
    await page.close();
  });

  it('fits a phone, with axes below one another', async () => {
    const { page } = await open([5, 4, 3], { options: WALK });
    await page.setViewportSize({ width: 390, height: 800 });

    expect(await inkOf(page, '[aria-label^="Parallel"] canvas')).to.be.above(3);
    expect(await page.evaluate('document.documentElement.scrollWidth')).to.be.at.most(390);
    await page.close();
  });

  it('says whether the best is luck, and shows failures as they are', async () => {
    const { page } = await open([6, 5]);

    expect(await page.locator('#luck-title').textContent()).to.match(/^The best row is /);
    expect(await page.locator('#luck .lead').textContent()).to.equal(
      '30 combinations: 26 ranked by netPnl, 3 outside the constraints, 1 failed',
    );
    expect(await page.locator('#luck li').last().textContent()).to.match(
      /^8 rows are a step away from it, \d at least half as good$/,
    );
    expect(await page.locator('#luck .cards').innerText()).to.match(/Slope out of sample\n−?\d+\.\d\d\n/);
    expect(await page.locator('#failed').textContent()).to.contain('<b>broken</b>');
    expect(await page.locator('h1').textContent()).to.equal('Sweep of trend');
    await page.close();
  });

  it('tells what every row has in common, and the digest of the best', async () => {
    const rows = rowsOf([4]).map((row, i) => ({
      ...row,
      result: row.result === null ? null : { ...row.result, digest: `digest ${i}` },
    }));
    const options = { ...OPTIONS, ranking: { ...OPTIONS.ranking, isWithin: () => true } };
    const setup = { tape: '9f<b>', charges: 'zero', 'code mine.ts': '3a'.repeat(32) };
    const path = pathOf('sweep.html');
    const page = sweepPageOf('trend', rows, summaryOf(rows, rows, options), options, setup);
    writePage(path, pageBundle('sweep'), 'Sweep', page);
    const { page: opened } = await openPage(path, { width: 390 });

    const toldBy = (list: Locator): Promise<readonly string[]> => list.locator('dt, dd').allInnerTexts();
    const [facts, hashes] = [opened.locator('#setup dl').first(), opened.locator('#setup details dl')];
    const isFolded = !(await hashes.isVisible());
    await opened.getByText('SHA-256 of code and tables (1)').click();
    const { 'code mine.ts': hash, ...others } = setup;

    expect(await toldBy(facts)).to.deep.equal([
      ...Object.entries(others).flat(),
      ...['digest of the best row', 'digest 2'], // of 0 to 2 the sine of 2 is most
    ]);
    expect(isFolded).to.equal(true);
    expect(await toldBy(hashes)).to.deep.equal(['code mine.ts', hash]);
    expect(await opened.evaluate('document.documentElement.scrollWidth')).to.be.at.most(390);
    await opened.close();
  });

  it('has the rows from the best on, and narrows them down to those within the constraints', async () => {
    const { page } = await open([6, 5]);
    const table = page.locator('#combinations');
    await table.scrollIntoViewIfNeeded();
    await table.locator('.tabulator-row').first().waitFor();

    const [best] = rowsOf([6, 5])
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
