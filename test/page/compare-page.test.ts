import { expect } from 'chai';
import { comparePageWriter } from '../../src/adapter/page/compare-page.js';
import { type Comparison, comparisonOf, type NamedRun } from '../../src/report/compare/comparison.js';
import { growthOf } from '../../src/page/compare/growth.js';
import { reportOf } from '../../src/report/report-of.js';
import { type EpochMs, epochMs } from '../../src/domain/time.js';
import { ACC, Belt, ist } from '../report/belt.js';
import { facts } from '../report/facts.js';
import { report } from '../report/rows.js';
import { inkOf } from './browser.js';
import { pages } from './pages.js';

const HOSTILE = '</script><img src=x onerror="window.ran = true">';

describe('the page of a comparison', function () {
  this.timeout(60_000);
  const { path: pathOf, open: openPage } = pages();

  /** Holds `quantity` over thirty days on which the price goes up and down. */
  const run = (name: string, quantity: number): NamedRun => {
    const belt = new Belt();
    const at = (day: number): EpochMs => epochMs(ist('2025-12-01 10:00:00') + day * 86_400_000);
    belt.trade('alpha', belt.tick(at(0), ACC, 100), 'BUY', quantity, 100);
    for (let day = 1; day < 30; day += 1) belt.tick(at(day), ACC, 100 + ((day * 7) % 11) + day / 4);
    return { name, source: name, report: reportOf(report(belt.entries).result, facts) };
  };
  const write = (runs: readonly NamedRun[]): { readonly path: string; readonly comparison: Comparison } => {
    const path = pathOf('deep/compared.html');
    const comparison = comparisonOf(runs);
    comparePageWriter(path)(comparison);
    return { path, comparison };
  };

  it('shows every run, its growth and what their days say, and complains of nothing', async () => {
    const { path, comparison } = write([run('small', 100), run('large', 300), run(HOSTILE, 200)]);
    const { page, complaints, requests } = await openPage(path);

    expect(await page.locator('h1').textContent()).to.equal(`small, large, ${HOSTILE}`);
    const figures = await page.locator('#figures').innerText();
    expect(figures).to.include('₹1,225.00').and.to.include('₹3,675.00'); // (5 + 29 / 4) * 100 and 300
    const days = await page.locator('#days').innerText();
    for (const { says } of comparison.pairs) expect(days).to.include(says);
    expect(await page.locator('#days tbody tr').count()).to.equal(3);
    await page.locator('#equity .chart').scrollIntoViewIfNeeded();
    expect(await inkOf(page, '#equity .chart canvas')).to.be.greaterThan(3);
    expect(await page.evaluate('window.ran')).to.equal(undefined);
    expect([complaints, requests]).to.deep.equal([[], []]);
  });

  it('draws the curve of a day, from nothing on, through its extremes', async () => {
    const ticks = [100, 104, 97, 103, 101];
    const day = (name: string, quantity: number): NamedRun => {
      const belt = new Belt();
      const open = ist('2025-12-01 10:00:00');
      belt.trade('alpha', belt.tick(open, ACC, 100), 'BUY', quantity, 100);
      ticks.forEach((price, i) => belt.tick(epochMs(open + (i + 1) * 600_000), ACC, price));
      return { name, source: name, report: reportOf(report(belt.entries).result, facts) };
    };
    const { path, comparison } = write([day('small', 100), day('large', 300)]);

    const { page, complaints } = await openPage(path);
    await page.locator('#equity .chart').scrollIntoViewIfNeeded();

    const [small] = comparison.runs;
    if (small === undefined) throw new Error('no run');
    const growth = growthOf(small);
    expect(growth[0]).to.include({ growth: 0 });
    expect(Math.max(...growth.map((point) => point.growth))).to.be.closeTo(0.004, 1e-12); // 100 * 4 of a lakh
    expect(Math.min(...growth.map((point) => point.growth))).to.be.closeTo(-0.003, 1e-12);
    expect(growth.map(({ at }) => at)).to.deep.equal(growth.map(({ at }) => at).sort((a, b) => a - b));
    expect(await page.locator('#equity .chart').getAttribute('aria-label')).to.equal(
      'Profit over the capital: small 0.10% at the end, large 0.30% at the end',
    );
    expect(await inkOf(page, '#equity .chart canvas')).to.be.greaterThan(3);
    expect(complaints).to.deep.equal([]);
  });

  it('fits a phone in the dark', async () => {
    const { path } = write([run('small', 100), run('large', 300)]);
    const { page, complaints } = await openPage(path, { width: 390, height: 800, theme: 'dark' });

    expect(await page.evaluate('document.documentElement.scrollWidth')).to.be.at.most(390);
    // of two runs both are in sight at once
    const box = await page.locator('#figures th').last().boundingBox();
    expect((box?.x ?? 0) + (box?.width ?? Infinity)).to.be.at.most(390);
    expect(complaints).to.deep.equal([]);
  });
});
