import { expect } from 'chai';
import fc from 'fast-check';
import { heardBroker } from '../../src/adapter/live/heard-broker.js';
import { DEFAULT_QUALITY } from '../../src/domain/quality.js';
import { epochMs } from '../../src/domain/time.js';
import type { Pipeline } from '../../src/operator/pipeline.js';
import type { BrokerOf } from '../../src/port/broker.js';
import { RunDigest } from '../../src/report/run-digest.js';
import type { OnStop } from '../../src/run/live-session.js';
import { OpenWork } from '../../src/run/open-work.js';
import { replaySession } from '../../src/run/replay-session.js';
import type { Entry } from '../../src/domain/entry.js';
import { OPEN } from '../operator/messages.js';
import { Books } from './books.js';
import { happenings, oneBatch, withoutStack } from './live-case.js';
import { BROKERS, OUT_THERE, PIPELINES, TOKENS, withGraph } from './live-pipelines.js';
import { entriesOf, inputsOf, type Life, type Lived, liveOn, type Write } from './lives.js';

/** A session that is killed again and again, and at last stopped. */
interface Killed {
  /** Each but the last ends in a kill; of what it wrote so many thousandths are kept. */
  readonly lives: readonly (Life & { readonly kept: number })[];
  readonly onStop: OnStop;
}

const killed = (maxLength: number): fc.Arbitrary<Killed> =>
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
      }),
      { minLength: 2, maxLength: 4 },
    ),
    onStop: fc.constantFrom('keep' as const, 'cancel' as const, 'flatten' as const),
  });

/** Lives through it; what the last life came to. */
const liveThrough = async (
  pipeline: Pipeline,
  broker: BrokerOf | Books,
  { lives, onStop }: Killed,
  onCut: (lived: Lived, kept: readonly Write[]) => void = () => undefined,
) => {
  let writes: readonly Write[] = [];
  for (const life of lives.slice(0, -1)) {
    const lived = await liveOn(pipeline, broker, writes, life, 'kill');
    const written = lived.writes.length - writes.length;
    const kept = lived.writes.slice(0, writes.length + Math.round((written * life.kept) / 1_000));
    onCut(lived, kept);
    if (typeof broker !== 'function') broker.cut(kept.length);
    writes = kept;
  }
  const last = lives.at(-1) ?? expect.fail('no life');
  const lived = await liveOn(pipeline, broker, writes, last, onStop);
  return { ...lived, result: lived.result ?? expect.fail('no end'), before: writes };
};

/** The same inputs, in a session that was never killed. */
const uninterrupted = async (
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
const expectOne = async (
  pipeline: Pipeline,
  broker: BrokerOf | Books,
  one: Killed,
): Promise<readonly Entry[]> => {
  const { writes, before, read, told, result } = await liveThrough(pipeline, broker, one);
  const whole = await uninterrupted(pipeline, broker, writes, result.endAt);

  const journaled = entriesOf(writes);
  expect(journaled).to.deep.equal(whole.entries);
  expect(read).to.deep.equal(whole.entries);
  expect(told).to.deep.equal(journaled.slice(entriesOf(before).length));
  expect(result.digest).to.equal(whole.digest);
  expect(result.standing).to.deep.equal(whole.standing);
  return journaled;
};

/** Of the orders that went out, in their order. */
const sentIn = (entries: readonly Entry[]): readonly string[] =>
  entries.flatMap((entry) => (entry.kind === 'OrderSent' ? [entry.order.id] : []));

describe('a session that is killed and goes on', () => {
  for (const [graph, pipeline] of Object.entries(PIPELINES))
    for (const [answers, broker] of Object.entries(BROKERS))
      it(`is one that never was, wherever it is cut, ${graph} and a broker ${answers}`, async () => {
        await fc.assert(
          fc.asyncProperty(killed(60), async (one) => {
            const books = typeof broker === 'function' ? undefined : new Books(broker);
            const ids = sentIn(await expectOne(pipeline, books ?? (broker as BrokerOf), one));

            expect(new Set(ids).size).to.equal(ids.length);
            if (books === undefined) return;
            expect(new Set(books.orderIds).size).to.equal(books.orderIds.length);
            expect(ids).to.include.members([...books.orderIds]);
          }),
          { numRuns: 12 },
        );
      });

  it('is cut in all kinds of states', async () => {
    const seen = { orders: 0, positions: 0, fresh: 0, recovering: 0, deciding: 0, unknown: 0, known: 0 };
    for (const one of fc.sample(killed(200), { numRuns: 60, seed: 5 })) {
      const books = new Books(OUT_THERE);
      await liveThrough(withGraph(), books, one, ({ resumed, writes }, kept) => {
        const last = kept.at(-1);
        if (last?.kind === 'entry' && DECIDING.has(last.entry.kind)) seen.deciding += 1;
        if (resumed === undefined) return;
        if (resumed.standing.orders.length > 0) seen.orders += 1;
        if (resumed.standing.positions.length > 0) seen.positions += 1;
        if (resumed.fresh > 0) seen.fresh += 1;
        if (resumptionsIn(kept) < resumptionsIn(writes)) seen.recovering += 1;
      });
      seen.known += books.asked - books.unknown;
      seen.unknown += books.unknown;
    }

    for (const [what, count] of Object.entries(seen)) expect(count, what).to.be.above(1);
  });
});

const DECIDING: ReadonlySet<string> = new Set<Entry['kind']>(['Decision', 'Approved', 'OrderSent']);

const resumptionsIn = (writes: readonly Write[]): number =>
  inputsOf(writes).filter((input) => input.kind === 'Notice' && input.event === 'Resumed').length;
