import { expect } from 'chai';
import momentum from '../../pipelines/momentum.js';
import several from '../../pipelines/several.js';
import { loadInstruments } from '../../src/adapter/master/load-instruments.js';
import type { Simulator } from '../../src/adapter/noren/simulator/start-simulator.js';
import type { Setting } from '../../src/codec/setting.js';
import type { InstrumentBook } from '../../src/domain/instrument-book.js';
import { epochMs, HOUR_MS } from '../../src/domain/time.js';
import type { Pipeline } from '../../src/operator/pipeline.js';
import { resolvePipeline } from '../../src/run/resolve-pipeline.js';
import { simulateTape } from '../../src/run/sim.js';
import { firstDifference, replayOf, runLive } from './live/live-run.js';
import { timedPipeline } from './live/timed-pipeline.js';

/** 10:00 IST on the sample day. */
const FROM = epochMs(Date.UTC(2026, 0, 5, 4, 30));
/** An hour in a second. */
const SPEED = 3_600;

/** Averages over few ticks, so that there is something to decide within the hour. */
const hasty = (strategy: string): readonly Setting[] => [
  { strategy, key: 'fast', value: 8 },
  { strategy, key: 'slow', value: 20 },
];

const PIPELINES: Readonly<Record<string, (book: InstrumentBook) => Pipeline>> = {
  momentum: (book) => resolvePipeline(momentum, book, hasty('momentum')),
  several: (book) => resolvePipeline(several, book, [...hasty('momentum'), ...hasty('trend')]),
  'operators that take time': timedPipeline,
};

describe('a live session over a socket', () => {
  let book: InstrumentBook;
  let simulator: Simulator | undefined;
  before(async () => {
    book = await loadInstruments(['data/instruments.csv']);
  });
  afterEach(() => simulator?.close());

  const simulated = async (): Promise<Simulator> => {
    simulator = await simulateTape(
      { tape: { paths: ['data/sample-day.parquet'] }, book, from: FROM, to: epochMs(FROM + HOUR_MS) },
      { speed: SPEED, wait: true },
    );
    return simulator;
  };

  for (const [name, pipelineOf] of Object.entries(PIPELINES)) {
    it(`with ${name} is repeated by its inputs, entry by entry`, async () => {
      const live = await runLive(pipelineOf(book), await simulated());

      const replayed = await replayOf(live);

      expect(live.entries.filter(({ kind }) => kind === 'Decision')).to.have.length.above(10);
      expect(firstDifference(replayed, live)).to.equal(undefined);
      expect(replayed.digest).to.equal(live.digest);
    });
  }
});
