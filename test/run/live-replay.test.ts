import { expect } from 'chai';
import * as E from 'fp-ts/lib/Either.js';
import { loadCalendar } from '../../src/adapter/calendar/load-calendar.js';
import { loadInstruments } from '../../src/adapter/master/load-instruments.js';
import { NO_FAULTS, parseFaults } from '../../src/adapter/noren/simulator/fault-plan.js';
import type { Simulator } from '../../src/adapter/noren/simulator/start-simulator.js';
import { sealHere } from '../../src/adapter/recording/seal-thread.js';
import { type SessionRecorder, sessionRecorder } from '../../src/adapter/recording/session-recorder.js';
import type { Setting } from '../../src/codec/setting.js';
import type { InstrumentBook } from '../../src/domain/instrument-book.js';
import { epochMs, HOUR_MS } from '../../src/domain/time.js';
import type { Pipeline } from '../../src/operator/pipeline.js';
import { NO_LOG } from '../../src/port/log.js';
import { loadPipeline } from '../../src/run/load-pipeline.js';
import { pipelineFile } from '../../src/run/recorded-pipeline.js';
import { resolvePipeline } from '../../src/run/resolve-pipeline.js';
import { simulateTape } from '../../src/run/sim.js';
import { verify } from '../../src/run/verify.js';
import { VERSION } from '../../src/run/version.js';
import { recordings } from '../adapter/recording/sessions.js';
import { firstDifference, PATIENT, replayOf, runLive } from './live/live-run.js';
import { idealFills } from '../support/ideal-exchange.js';

/** 10:00 IST on the sample day. */
const FROM = epochMs(Date.UTC(2026, 0, 5, 4, 30));
/** An hour in a second; with faults in six, since each connection that is lost takes real time to come back. */
const SPEED = 3_600;
const SPEED_WITH_FAULTS = 600;

const FAULTS =
  'drop@10:10:00,close@10:25:00,burst@10:30:00,evict@10:40:00,' +
  'garbage:0.02,duplicate:0.05,reorder:0.05,split:0.05,delay:0.02,fragment:0.05,no-exchange:0.02,' +
  'cross-talk:0.02,wrong-snapshot:0.01,zero-ohlc:0.05,garbage-values:0.05,tf-first:0.5,chunks:0.5';

/** Averages over few ticks, so that there is something to decide within the hour. */
const hasty = (...strategies: readonly string[]): readonly Setting[] =>
  strategies.flatMap((strategy) => [
    { strategy, key: 'fast', value: 8 },
    { strategy, key: 'slow', value: 20 },
  ]);

interface Case {
  readonly name: string;
  readonly path: string;
  readonly settings: readonly Setting[];
}

const CASES: readonly Case[] = [
  { name: 'momentum', path: 'pipelines/momentum.ts', settings: hasty('momentum') },
  { name: 'several', path: 'pipelines/several.ts', settings: hasty('momentum', 'trend') },
  { name: 'operators that take time', path: 'test/run/live/timed.ts', settings: [] },
];

describe('a live session over a socket', () => {
  const { dir } = recordings();
  let book: InstrumentBook;
  let simulator: Simulator | undefined;
  before(async () => {
    book = await loadInstruments(['data/instruments.csv']);
  });
  afterEach(() => simulator?.close());

  const simulated = async (text?: string): Promise<Simulator> => {
    const faults = text === undefined ? E.right(NO_FAULTS) : parseFaults(text);
    if (E.isLeft(faults)) throw new Error(faults.left);
    simulator = await simulateTape(
      { tape: { paths: ['data/sample-day.parquet'] }, book, from: FROM, to: epochMs(FROM + HOUR_MS) },
      { speed: text === undefined ? SPEED : SPEED_WITH_FAULTS, wait: true, faults: faults.right, seed: 4 },
    );
    return simulator;
  };

  const pipelineOf = async ({ path, settings }: Case): Promise<Pipeline> =>
    resolvePipeline(await loadPipeline(path), book, await loadCalendar([]), settings);

  const recorderOf = async (
    { path, settings }: Case,
    { name, instruments }: Pipeline,
    { clock }: Simulator,
  ): Promise<SessionRecorder> =>
    sessionRecorder({
      dir: dir(name),
      header: {
        rxtape: VERSION,
        name,
        kind: 'paper',
        pipeline: await pipelineFile(path),
        settings,
        instruments: [...instruments.values()],
        quality: PATIENT,
        broker: { kind: 'simulated', charges: 'flat:20', fills: idealFills(150) },
        tables: [],
        startAt: clock().now,
        feed: 'the simulated exchange of a test',
      },
      log: NO_LOG,
      sealer: sealHere,
      limits: { segmentBytes: 200_000 },
    });

  for (const one of CASES) {
    it(`with ${one.name} is repeated by its inputs, entry by entry`, async () => {
      const live = await runLive(await pipelineOf(one), await simulated());

      const replayed = await replayOf(live);

      expect(live.result.stats.decisions).to.be.greaterThan(10);
      expect(firstDifference(replayed, live)).to.equal(undefined);
      expect(replayed.digest).to.equal(live.digest);
    });

    it(`with ${one.name} is repeated through faults, from memory and from the disk`, async () => {
      const played = await simulated(FAULTS);
      const pipeline = await pipelineOf(one);
      const recorder = await recorderOf(one, pipeline, played);
      const live = await runLive(pipeline, played, recorder);

      const replayed = await replayOf(live);
      const verified = await verify(recorder.folder, { pipeline: undefined, log: NO_LOG });

      expect(live.result.stats.reconnects).to.be.greaterThan(0);
      expect(live.result.stats.malformed).to.be.greaterThan(0);
      expect(live.result.stats.decisions).to.be.greaterThan(0);
      expect(firstDifference(replayed, live)).to.equal(undefined);
      expect(verified).to.include({ recording: 'whole', difference: null, entries: live.entries.length });
      expect(verified.digest).to.deep.equal({ recorded: live.digest, replayed: replayed.digest });
    });
  }
});
