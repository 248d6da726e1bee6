import { expect } from 'chai';
import fc from 'fast-check';
import { heardBroker } from '../../src/adapter/live/heard-broker.js';
import type { Entry } from '../../src/domain/entry.js';
import { DEFAULT_QUALITY } from '../../src/domain/quality.js';
import { epochMs } from '../../src/domain/time.js';
import type { Pipeline } from '../../src/operator/pipeline.js';
import type { BrokerOf } from '../../src/port/broker.js';
import { RunDigest } from '../../src/report/run-digest.js';
import type { OnStop } from '../../src/run/live-session.js';
import { OpenWork } from '../../src/run/open-work.js';
import { replaySession } from '../../src/run/replay-session.js';
import { OPEN } from '../operator/messages.js';
import type { Books } from './books.js';
import { happenings, oneBatch, withoutStack } from './live-case.js';
import { TOKENS } from './live-pipelines.js';
import {
  entriesOf,
  inputsOf,
  type Life,
  type Lived,
  liveOn,
  repeatedBy,
  restartIn,
  type Write,
} from './lives.js';

/** A session that is killed again and again, and at last stopped. */
export interface Killed {
  /**
   * Each but the last ends in a kill; of what it wrote so many thousandths are kept. Where its strategies are not
   * those that decided before, they begin again.
   */
  readonly lives: readonly (Life & { readonly kept: number; readonly strategies: number })[];
  readonly onStop: OnStop;
}

export const killed = (maxLength: number, variants = 1): fc.Arbitrary<Killed> =>
  fc.record({
    lives: fc.array(
      fc.record({
        happenings: fc.oneof(
          { weight: 5, arbitrary: happenings(TOKENS, maxLength) },
          { weight: 1, arbitrary: fc.constant([]) }, // killed while it comes back
        ),
        awayMs: fc.oneof(fc.integer({ min: -500, max: 5_000 }), fc.constantFrom(0, 60_000)),
        lineBound: fc.constantFrom(1, 3, 10_000),
        entryMs: fc.constantFrom(0, 0.4, 3),
        kept: fc.oneof(
          fc.integer({ min: 0, max: 1_000 }),
          fc.integer({ min: 0, max: 10 }),
          fc.constant(1_000),
        ),
        strategies: fc.nat({ max: variants - 1 }),
      }),
      { minLength: 2, maxLength: 4 },
    ),
    onStop: fc.constantFrom('keep' as const, 'cancel' as const, 'flatten' as const),
  });

/** Lives through it; what the last life came to, and which strategies decided at the end. */
export const liveThrough = async (
  pipelineOf: (strategies: number) => Pipeline,
  broker: BrokerOf | Books,
  { lives, onStop }: Killed,
  onCut: (lived: Lived, kept: readonly Write[]) => void = () => undefined,
) => {
  let writes: readonly Write[] = [];
  let decided: number | undefined;
  const liveNext = async (life: Killed['lives'][number], end: OnStop | 'kill') => {
    const { strategies } = life;
    const restarts = decided !== undefined && strategies !== decided;
    const lived = await liveOn(pipelineOf(strategies), broker, writes, life, end, restarts);
    return { ...lived, restarts };
  };
  for (const life of lives.slice(0, -1)) {
    const lived = await liveNext(life, 'kill');
    const written = lived.writes.length - writes.length;
    const cut = lived.writes.slice(0, writes.length + Math.round((written * life.kept) / 1_000));
    // What follows from the past, and that strategies begin again, is recorded in one.
    const kept = lived.restarts && restartIn(cut) === restartIn(writes) ? writes : cut;
    onCut(lived, kept);
    if (typeof broker !== 'function') broker.cut(kept.length);
    if (kept.length === 0) decided = undefined;
    else if (decided === undefined || restartIn(kept) !== restartIn(writes)) decided = life.strategies;
    writes = kept;
  }
  const last = lives.at(-1) ?? expect.fail('no life');
  const lived = await liveNext(last, onStop);
  return {
    ...lived,
    result: lived.result ?? expect.fail('no end'),
    before: writes,
    strategies: last.strategies,
  };
};

/** The same inputs, in a session that was never killed. */
export const uninterrupted = async (
  pipeline: Pipeline,
  broker: BrokerOf | Books,
  writes: readonly Write[],
  endAt: number,
) => {
  const entries: Entry[] = [];
  const digest = new RunDigest();
  const work = new OpenWork();
  await replaySession(pipeline, oneBatch(inputsOf(writes)), {
    startAt: epochMs(OPEN),
    endAt: epochMs(endAt),
    broker: typeof broker === 'function' ? broker : (_, heard$) => heardBroker(heard$),
    quality: DEFAULT_QUALITY,
    readers: [
      (entry) => entries.push(withoutStack(entry)),
      (entry) => digest.take(entry),
      (entry) => work.take(entry),
    ],
  });
  return { entries, digest: digest.hex(), standing: work.standing };
};

/** Lives through it, and has the same inputs in one piece. */
export const expectOne = async (
  pipelineOf: (strategies: number) => Pipeline,
  broker: BrokerOf | Books,
  one: Killed,
): Promise<readonly Entry[]> => {
  const lived = await liveThrough(pipelineOf, broker, one);
  const { writes, before, read, told, result, strategies } = lived;
  const whole = await uninterrupted(repeatedBy(pipelineOf(strategies), writes), broker, writes, result.endAt);

  const journaled = entriesOf(writes);
  /** What was decided before strategies began again comes from the journal: JSON, which leaves out what is undefined. */
  const same = restartIn(writes) === undefined ? (entries: readonly Entry[]) => entries : asJson;
  expect(same(journaled)).to.deep.equal(same(whole.entries));
  expect(same(read)).to.deep.equal(same(whole.entries));
  expect(same(told)).to.deep.equal(same(journaled.slice(entriesOf(before).length)));
  expect(result.digest).to.equal(whole.digest);
  expect(result.standing).to.deep.equal(whole.standing);
  return journaled;
};

const asJson = (entries: readonly Entry[]): unknown => JSON.parse(JSON.stringify(entries));
