import { mkdirSync, statSync } from 'node:fs';
import { resolve } from 'node:path';
import { backtest } from '../../src/run/backtest.js';
import { NOWHERE, reportReader, type ReportPlaces } from '../../src/run/report-reader.js';
import { openPage, startBrowser } from '../page/browser.js';
import { idealExchange } from '../support/ideal-exchange.js';
import type { Figures } from './figures.js';
import { inTurn } from './in-turn.js';
import { batchesOf, type MarketColumns, marketColumns } from './market-columns.js';
import { pipelineOf, tokensOf } from './pipelines.js';

const ROWS = 1_000_000;
const TOKENS = 4;
const ROUNDS = 5;
const DIR = 'out/bench';

/** What the page of a run of a million ticks costs on top of the run, how large it is, and when it can be used. */
export const reportFigures = async (): Promise<Figures> => {
  mkdirSync(DIR, { recursive: true });
  const html = resolve(DIR, 'report.html');
  const columns = marketColumns(ROWS, tokensOf(TOKENS));
  const seconds = await inTurn(ROUNDS, {
    without: () => run(columns, NOWHERE),
    page: () => run(columns, { out: undefined, html }),
  });
  return {
    'report.secondsAt1M': Math.round((seconds.page.median - seconds.without.median) * 1_000) / 1_000,
    'report.runSecondsAt1M': Math.round(seconds.page.median * 1_000) / 1_000,
    'report.ratioToRunWithout': seconds.page.ratioTo('without'),
    'report.megabytes': Math.round(statSync(html).size / 10_000) / 100,
    'report.interactiveMs': await interactiveMs(html),
  };
};

const run = async (columns: MarketColumns, places: ReportPlaces): Promise<void> => {
  const pipeline = pipelineOf(2, columns.tokens);
  const reader = reportReader(pipeline, places, undefined);
  await backtest(pipeline, batchesOf(columns), { exchange: idealExchange(), readers: [reader.read] });
  reader.finish(reader.result(), { files: [], rows: ROWS, skipped: 0 }, {}, []);
};

/** From the address to a page that has drawn its prices and answers a key, in the median of the rounds, ms. */
const interactiveMs = async (html: string): Promise<number> => {
  const browser = await startBrowser();
  const took: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const before = performance.now();
    const { page } = await openPage(browser, html);
    await page.locator('.chart.price canvas').first().waitFor();
    await page.getByRole('combobox', { name: 'Candle width' }).selectOption('15m');
    took.push(performance.now() - before);
    await page.close();
  }
  await browser.close();
  return Math.round(took.sort((a, b) => a - b)[ROUNDS >> 1] ?? NaN);
};
