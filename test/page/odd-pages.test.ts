import { expect } from 'chai';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { pageBundle } from '../../src/adapter/page/page-bundle.js';
import { writePage } from '../../src/adapter/page/write-page.js';
import { RowColumns } from '../../src/report/page/columns.js';
import { CandleFold } from '../../src/report/candle-fold.js';
import { DECISION_FIELDS } from '../../src/report/page/page-rows.js';
import type { PageDecision, PageDetail, PageToken, ReportPage } from '../../src/report/page/report-page.js';
import { inkOf, openPage, type Opened, startBrowser } from './browser.js';
import { emptyPage } from './empty-page.js';

const HOSTILE = `</script><img src=x onerror="window.broken = true">`;
const OPEN = Date.parse('2026-01-05T09:15:00+05:30');

const candles = () => {
  const fold = new CandleFold(100);
  for (let i = 0; i < 50; i += 1) fold.take(OPEN + i * 1_000, 100 + Math.sin(i), 10);
  return fold.candles();
};

const token = (instrument: string): PageToken => ({
  token: 'NSE|22',
  instrument,
  tickSize: null,
  candles: candles(),
  plots: [{ strategy: instrument, name: instrument, at: [OPEN], value: [100] }],
  plotsLeftOut: 0,
});

const decision = (reason: string | null): PageDecision => ({
  at: OPEN,
  seq: 7,
  strategy: 0,
  token: 0,
  action: 'Submit',
  side: 'BUY',
  quantity: 1,
  type: 'MARKET',
  limit: null,
  trigger: null,
  last: null,
  reason,
  verdict: null,
  rule: null,
  state: null,
  orderId: HOSTILE,
});

const withDecisions = (page: ReportPage, reason: string | null, count: number): ReportPage => {
  const rows = new RowColumns<PageDecision>(DECISION_FIELDS, 1);
  for (let i = 0; i < count; i += 1) rows.push(decision(reason));
  return { ...page, decisions: rows.packed() };
};

describe('the page of a run that is out of the ordinary', function () {
  this.timeout(60_000);
  let browser: Browser;
  let folder: string;

  before(async () => {
    browser = await startBrowser();
    folder = mkdtempSync(join(tmpdir(), 'rxtape-odd-page-'));
  });
  after(async () => {
    await browser.close();
    rmSync(folder, { recursive: true });
  });

  const open = async (page: ReportPage, details: readonly PageDetail[] = []): Promise<Opened> => {
    const path = join(folder, 'odd.html');
    writePage(path, pageBundle('report'), page.report.pipeline, page, { details });
    const opened = await openPage(browser, path);
    for (const section of await opened.page.locator('section').all()) await section.scrollIntoViewIfNeeded();
    return opened;
  };

  it('says of each part that there is nothing to show', async () => {
    const { page, complaints } = await open(emptyPage('nothing'));

    expect(await page.locator('.nothing').allTextContents()).to.include.members([
      'No prices came.',
      'No trade was closed.',
      'No strategy wanted anything.',
      'Nothing was charged.',
    ]);
    expect(await page.locator('#summary').innerText()).to.match(/Win rate\n–/);
    expect(complaints).to.deep.equal([]);
  });

  it('shows hostile names and reasons as the text they are', async () => {
    const empty = emptyPage(HOSTILE, HOSTILE);
    const line = JSON.stringify({
      saw: { kind: HOSTILE, [HOSTILE]: 1 },
      state: HOSTILE,
      risk: null,
      cause: [1],
    });
    const hostile = { ...empty, tokens: [token(HOSTILE), token('NSE:ACC-EQ')] };
    const detail = { orderId: HOSTILE, decisions: [{ place: 0, line }], order: null, steps: [] };

    const { page, complaints, requests } = await open(withDecisions(hostile, HOSTILE, 1), [detail]);
    await page.locator('#decisions .tabulator-row button').click();

    const dialog = await page.getByRole('dialog').innerText();
    expect(dialog.split(HOSTILE)).to.have.length.greaterThan(4);
    expect(await page.locator('.legend').textContent()).to.include(HOSTILE);
    expect(await page.locator('img').count()).to.equal(0);
    expect(await page.evaluate('window.broken')).to.equal(undefined);
    expect(complaints).to.deep.equal([]);
    expect(requests).to.deep.equal([]);
  });

  it('draws prices where nobody decided anything', async () => {
    const { page, complaints } = await open({ ...emptyPage('idle'), tokens: [token('NSE:ACC-EQ')] });

    expect(await inkOf(page, '.chart.price canvas')).to.be.greaterThan(3);
    expect(complaints).to.deep.equal([]);
  });

  it('says what was left out of very much', async () => {
    const busy = withDecisions({ ...emptyPage('busy'), tokens: [token('NSE:ACC-EQ')] }, null, 123_456);
    const detailed = { executed: { kept: 5_000, count: 120_000 }, others: { kept: 3_456, count: 3_456 } };

    const opened = await open({ ...busy, detailed, reasonsLeftOut: 1_000 });

    expect(await opened.page.locator('#decisions .notice').allInnerTexts()).to.deep.equal([
      'The first 1 of 1,23,456 decisions are here; decisions.ndjson of a run with --out has all.',
      'Reasons of 1,000 decisions are left out: there are too many different ones.',
      `${KEPT}; decisions.ndjson of a run with --out has all.`,
    ]);
    expect(await opened.page.locator('#price .key').innerText()).to.include(
      'the first 1 of 1,23,456 decisions are drawn',
    );
    await opened.page.locator('#decisions .tabulator-row button').click();
    const dialog = await opened.page.getByRole('dialog').innerText();
    expect(dialog)
      .to.include(KEPT)
      .and.to.match(/Outcome\s+not judged/);
  });
});

const KEPT =
  'What a strategy saw and its state are kept of 5,000 of the 1,20,000 orders that executed, evenly spread and all 3,456 others';
