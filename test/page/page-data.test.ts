import { expect } from 'chai';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inflateSync } from 'node:zlib';
import openingRange from '../../pipelines/opening-range.js';
import several from '../../pipelines/several.js';
import type { Entry } from '../../src/domain/entry.js';
import type { ReportPage } from '../../src/report/page/report-page.js';
import type { Report } from '../../src/report/report.js';
import type { PipelineDefinition } from '../../src/run/define-pipeline.js';
import { sampleRun } from './sample-run.js';

/** What the belt told, kept whole. */
interface Told {
  readonly entries: readonly Entry[];
  readonly report: Report;
  readonly page: ReportPage;
}

describe('the data of a page', () => {
  for (const pipeline of [several, openingRange])
    describe(`of ${pipeline.name}`, () => {
      let told: Told;
      before(async () => {
        told = await toldOf(pipeline);
      });

      it('has every decision, with what it was made of', () => {
        const decisions = told.entries.filter(({ kind }) => kind === 'Decision');
        const { decisions: kept, details } = told.page;

        expect(kept.kept.seq).to.deep.equal(decisions.map(({ seq }) => seq));
        expect(kept.count).to.equal(decisions.length);
        expect(details.map((line) => (JSON.parse(line) as { readonly seq: number }).seq)).to.deep.equal(
          kept.kept.seq,
        );
      });

      it('has every order update and execution', () => {
        const updates = told.entries.flatMap((entry) => (entry.kind === 'OrderUpdate' ? [entry] : []));
        const { kept } = told.page.updates;

        expect(kept.seq).to.deep.equal(updates.map(({ seq }) => seq));
        expect(kept.price).to.deep.equal(updates.map(({ fill }) => fill?.price ?? null));
        expect(kept.price.filter((price) => price !== null)).to.have.length(told.report.counts.fills);
      });

      it('has every trade, and every order once its last row is taken', () => {
        const { trades, orders } = told.page;

        expect(trades.kept.netPnl).to.deep.equal(told.report.trades.map(({ netPnl }) => netPnl));
        expect(new Set(orders.kept.id).size).to.equal(
          told.report.counts.orders + Object.values(told.report.counts.refused).reduce((a, b) => a + b, 0),
        );
      });

      it('has of each instrument the highest and lowest price, the first, the last and the volume', () => {
        for (const { token, candles } of told.page.tokens) {
          const ticks = told.entries.flatMap((entry) =>
            entry.kind === 'Tick' && entry.token === token && entry.last !== undefined ? [entry] : [],
          );
          const prices = ticks.map(({ last }) => last ?? NaN);

          expect(Math.max(...candles.high)).to.equal(Math.max(...prices));
          expect(Math.min(...candles.low)).to.equal(Math.min(...prices));
          expect(candles.open[0]).to.equal(prices[0]);
          expect(candles.close.at(-1)).to.equal(prices.at(-1));
          expect(candles.volume.reduce((a, b) => a + b, 0)).to.equal(
            (ticks.at(-1)?.volume ?? 0) - (ticks[0]?.volume ?? 0),
          );
        }
      });

      it('ends with the equity of the report', () => {
        const { equity } = told.page;

        expect((equity.whole.close.at(-1) ?? NaN) - equity.capital).to.be.closeTo(
          told.report.performance.netPnl,
          1e-6,
        );
        expect(equity.byStrategy).to.have.length(told.page.strategies.length);
      });
    });
});

const toldOf = async (pipeline: PipelineDefinition): Promise<Told> => {
  const folder = mkdtempSync(join(tmpdir(), 'rxtape-page-data-'));
  try {
    const html = join(folder, 'page.html');
    const entries: Entry[] = [];
    const report = await sampleRun(pipeline, { out: undefined, html }, (entry) => {
      entries.push(entry);
    });
    const [, packed = ''] = /id="data">([^<]*)</.exec(readFileSync(html, 'utf8')) ?? [];
    const page = JSON.parse(inflateSync(Buffer.from(packed, 'base64')).toString()) as ReportPage;
    return { entries, report, page };
  } finally {
    rmSync(folder, { recursive: true });
  }
};
