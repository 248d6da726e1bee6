import { expect } from 'chai';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inflateSync } from 'node:zlib';
import openingRange from '../../pipelines/opening-range.js';
import several from '../../pipelines/several.js';
import type { Entry } from '../../src/domain/entry.js';
import { PackedTable } from '../../src/page/shell/packed-table.js';
import type { PageDetail, ReportPage } from '../../src/report/page/report-page.js';
import type { Report } from '../../src/report/report.js';
import type { PipelineDefinition } from '../../src/run/define-pipeline.js';
import { sampleRun } from './sample-run.js';

/** What the belt told, kept whole. */
interface Told {
  readonly entries: readonly Entry[];
  readonly report: Report;
  readonly page: ReportPage;
  readonly details: readonly PageDetail[];
}

describe('the data of a page', () => {
  for (const pipeline of [several, openingRange])
    describe(`of ${pipeline.name}`, () => {
      let told: Told;
      before(async () => {
        told = await toldOf(pipeline);
      });

      it('has every decision, with what it was made of', () => {
        const decisions = told.entries.flatMap((entry) => (entry.kind === 'Decision' ? [entry] : []));
        const kept = new PackedTable(told.page.decisions);
        const lines = told.details
          .flatMap((detail) => detail.decisions)
          .map(({ place, line }) => [place, (JSON.parse(line) as { readonly seq: number }).seq] as const)
          .sort(([one], [other]) => one - other);

        expect(kept.column('seq')).to.deep.equal(decisions.map(({ seq }) => seq));
        expect(kept.column('at')).to.deep.equal(decisions.map(({ at }) => at));
        expect(kept.column('orderId')).to.deep.equal(decisions.map(({ orderId }) => orderId));
        expect(kept.column('reason')).to.deep.equal(decisions.map(({ intent }) => intent.reason ?? null));
        expect(lines).to.deep.equal(decisions.map(({ seq }, place) => [place, seq]));
        expect(kept.count).to.equal(decisions.length);
      });

      it('has every execution, and the decision that it goes back to', () => {
        const executed = told.entries.flatMap((entry) =>
          entry.kind === 'OrderUpdate' && entry.fill !== undefined ? [entry] : [],
        );
        const [fills, decisions] = [new PackedTable(told.page.fills), new PackedTable(told.page.decisions)];

        expect(fills.column('at')).to.deep.equal(executed.map(({ at }) => at));
        expect(fills.column('price')).to.deep.equal(executed.map(({ fill }) => fill?.price));
        expect(fills.column('decision').map((place) => decisions.row(place ?? -1)?.orderId)).to.deep.equal(
          executed.map(({ order }) => order.id),
        );
      });

      it('tells of every order that went out what became of it', () => {
        const last = new Map<string, string>();
        const steps = new Map<string, number[]>();
        for (const entry of told.entries) {
          if (entry.kind !== 'OrderUpdate') continue;
          last.set(entry.order.id, entry.order.state);
          steps.set(entry.order.id, [...(steps.get(entry.order.id) ?? []), entry.at]);
        }
        const decisions = new PackedTable(told.page.decisions).rows();

        for (const { orderId, order, steps: story } of told.details) {
          if (order === null) continue; // refused: none went out
          expect(story.map(({ at }) => at)).to.deep.equal(steps.get(orderId));
          expect(order.state).to.equal(last.get(orderId));
        }
        for (const { orderId, action, verdict, state } of decisions)
          if (action === 'Submit' && verdict === 'approved') expect(state).to.equal(last.get(orderId));
      });

      it('has every trade', () => {
        const trades = new PackedTable(told.page.trades);

        expect(trades.column('netPnl')).to.deep.equal(told.report.trades.map(({ netPnl }) => netPnl));
        expect(trades.column('openedAt')).to.deep.equal(
          told.report.trades.map(({ openedAt }) => Date.parse(openedAt)),
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

      it('has the deepest drawdown of the report', () => {
        const { drawdown } = told.page.equity;

        expect(Math.min(...drawdown.low)).to.equal(told.report.performance.maxDrawdown.ratio);
        expect(told.report.performance.maxDrawdown.ratio).to.be.below(0);
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
    const text = readFileSync(html, 'utf8');
    const page = partOf(text, 'data') as ReportPage;
    const details = partOf(text, 'details') as readonly PageDetail[];
    return { entries, report, page, details };
  } finally {
    rmSync(folder, { recursive: true });
  }
};

const partOf = (html: string, id: string): unknown => {
  const [, packed = ''] = new RegExp(`id="${id}">([^<]*)<`).exec(html) ?? [];
  return JSON.parse(inflateSync(Buffer.from(packed, 'base64')).toString());
};
