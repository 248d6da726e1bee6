import { expect } from 'chai';
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import several from '../../pipelines/several.js';
import type { Report } from '../../src/report/report.js';
import { NOWHERE } from '../../src/run/report-reader.js';
import { inkOf, openPage, type Opened, startBrowser, until } from './browser.js';
import { sampleRun } from './sample-run.js';

describe('the page of a report', function () {
  this.timeout(120_000);
  let browser: Browser;
  let folder: string;
  let path: string;
  let report: Report;
  let opened: Opened;
  let page: Page;

  before(async () => {
    folder = mkdtempSync(join(tmpdir(), 'rxtape-report-page-'));
    path = join(folder, 'deep', 'several.html');
    report = await sampleRun(several, { out: undefined, html: path });
    browser = await startBrowser();
    opened = await openPage(browser, path);
    ({ page } = opened);
  });
  after(async () => {
    await browser.close();
    rmSync(folder, { recursive: true });
  });

  const rowsShown = (section: string) => page.locator(`#${section} .tabulator-row`);
  const shown = async (section: string): Promise<string> =>
    (await page.locator(`#${section} .shown`).textContent()) ?? '';

  it('changes nothing of the run', async () => {
    const without = await sampleRun(several, NOWHERE);

    expect(without).to.deep.equal(report);
    expect(without.digest).to.equal(report.digest);
  });

  it('is one file, whole, of a few megabytes', () => {
    expect(statSync(path).size).to.be.lessThan(3_000_000);
    expect(readFileSync(path, 'utf8')).to.match(/^<!doctype html>[^]*<\/html>\n$/);
  });

  it('tells the figures of report.json', async () => {
    const text = await page.locator('#summary').innerText();
    const net = Math.abs(report.performance.netPnl).toLocaleString('en-IN', {
      minimumFractionDigits: 2,
      maximumFractionDigits: 2,
    });

    expect(text).to.include(`₹${net}`);
    expect(text).to.include(`Trades\n${report.performance.trades}`);
    expect(await page.locator('#setup').innerText()).to.include(report.digest);
  });

  it('cuts nothing off in the table of trades', async () => {
    await page.locator('#trades').scrollIntoViewIfNeeded();
    await rowsShown('trades').first().waitFor();

    const cutOff = `[...document.querySelectorAll('#trades .tabulator-cell, #trades .tabulator-col-title')]
      .filter((one) => one.scrollWidth > one.clientWidth).map((one) => one.textContent)`;
    expect(await page.evaluate(cutOff)).to.deep.equal([]);
  });

  for (const [what, section, selector] of [
    ['prices', '#price', '.chart.price'],
    ['equity', '#equity', '.chart.equity'],
    ['the distribution of trades', '#distribution', '#distribution .chart'],
  ] as const)
    it(`draws ${what}`, async () => {
      await page.locator(section).scrollIntoViewIfNeeded();
      await page.locator(selector).first().scrollIntoViewIfNeeded();

      expect(await inkOf(page, `${selector} canvas`)).to.be.greaterThan(3);
    });

  it('draws the prices of another instrument', async () => {
    const picker = page.getByRole('combobox', { name: 'Instrument' }).first();
    const before = await page.locator('.legend').textContent();

    await picker.selectOption({ label: 'NSE:RELIANCE-EQ' });

    expect(await page.locator('.legend').textContent()).not.to.equal(before);
    expect(await page.locator('.chart.price').getAttribute('aria-label')).to.include('NSE:RELIANCE-EQ');
  });

  it('heads the candle of a day by its date alone', async () => {
    const width = page.getByRole('combobox', { name: 'Candle width' });
    const usual = await width.inputValue();

    await width.selectOption('86400000');

    expect(await page.locator('.legend').textContent()).to.match(/^2026-01-05 {2}O /);
    await width.selectOption(usual);
    expect(await page.locator('.legend').textContent()).to.match(/^2026-01-05 \d\d:\d\d:\d\d {2}O /);
  });

  it('has every trade, and narrows them down by words and choices', async () => {
    await page.locator('#trades').scrollIntoViewIfNeeded();
    await rowsShown('trades').first().waitFor();
    const long = report.trades.filter(({ side }) => side === 'LONG');
    const reliance = long.filter(({ instrument }) => instrument === 'NSE:RELIANCE-EQ');

    expect(await shown('trades')).to.equal(`${report.trades.length} trades`);
    await page.getByRole('combobox', { name: 'Side' }).first().selectOption({ label: 'LONG' });
    expect(await shown('trades')).to.equal(`${long.length} of ${report.trades.length} trades`);
    await page.getByRole('searchbox', { name: 'Search trades' }).fill('reliance');
    expect(await shown('trades')).to.equal(`${reliance.length} of ${report.trades.length} trades`);
    await page.getByRole('searchbox', { name: 'Search trades' }).fill('no such thing');
    expect(await rowsShown('trades').count()).to.equal(0);
    await page.getByRole('searchbox', { name: 'Search trades' }).fill('');
  });

  it('sorts trades by a column', async () => {
    await page.getByRole('combobox', { name: 'Side' }).first().selectOption('');
    const best = Math.max(...report.trades.map(({ netPnl }) => netPnl));

    await page.locator('#trades .tabulator-col', { hasText: 'Net P&L' }).click();
    await page.locator('#trades .tabulator-col', { hasText: 'Net P&L' }).click();

    const figure = best.toLocaleString('en-IN', { minimumFractionDigits: 2, maximumFractionDigits: 2 });
    expect(await rowsShown('trades').first().innerText()).to.include(`+₹${figure}`);
  });

  it('brings a trade that is opened into view', async () => {
    const trade = report.trades.find(({ instrument }) => instrument === 'NFO:NIFTY27JAN26F');
    await page.getByRole('searchbox', { name: 'Search trades' }).fill('nifty');

    await rowsShown('trades').first().getByRole('button').click();

    expect(trade).not.to.equal(undefined);
    await until(
      page,
      `(() => {
      const { top, bottom } = document.querySelector('.chart.price').getBoundingClientRect();
      return top >= 0 && bottom <= innerHeight;
    })()`,
    );
    expect(await page.locator('.chart.price').getAttribute('aria-label')).to.include('NIFTY');
  });

  it('opens a decision with what the strategy saw, its state, the verdict and the order', async () => {
    await page.locator('#decisions').scrollIntoViewIfNeeded();
    await page.getByRole('searchbox', { name: 'Search decisions' }).fill('momentum filled');
    await page.locator('#decisions .tabulator-col', { hasText: 'Entry' }).click();

    await rowsShown('decisions').first().getByRole('button').press('Enter');

    const dialog = page.getByRole('dialog');
    const text = await dialog.innerText();
    expect(text).to.match(/What it saw\s+kind\s+Tick\s+last\s+[\d,.]+/);
    expect(text).to.match(/State it came to\s+\w+/);
    expect(text).to.match(/Verdict\s+Allowed/);
    expect(text).to.match(/momentum:NFO\|53001:\d+ ended Filled: \d+ of \d+ executed at [\d,.]+/);
    await page.keyboard.press('Escape');
    expect(await dialog.count()).to.equal(0);
  });

  it('tells of a refusal its rule and its numbers', async () => {
    const [rule = ''] = Object.keys(report.counts.refused);
    await page.getByRole('searchbox', { name: 'Search decisions' }).fill(`refused by ${rule}`);

    await rowsShown('decisions').first().getByRole('button').click();

    const text = await page.getByRole('dialog').innerText();
    expect(text).to.include(`Refused by ${rule}`);
    expect(text).to.match(/limit\s+[\d,.]+\s+actual\s+[\d,.]+/);
    await page.getByRole('button', { name: 'Close' }).click();
  });

  it('complains of nothing and asks for nothing in all this', () => {
    expect(opened.complaints).to.deep.equal([]);
    expect(opened.requests).to.deep.equal([]);
  });

  for (const theme of ['light', 'dark'] as const)
    it(`fits a phone, ${theme}`, async () => {
      const phone = await openPage(browser, path, { width: 360, height: 740, theme });

      for (const section of await phone.page.locator('section').all()) await section.scrollIntoViewIfNeeded();

      expect(await phone.page.evaluate<number>('document.documentElement.scrollWidth')).to.equal(360);
      expect(phone.complaints).to.deep.equal([]);
      await phone.page.close();
    });
});
