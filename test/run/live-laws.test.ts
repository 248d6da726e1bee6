import { expect } from 'chai';
import fc from 'fast-check';
import { noBroker } from '../../src/adapter/live/no-broker.js';
import type { Entry } from '../../src/domain/entry.js';
import { MessageFlag } from '../../src/domain/touchline.js';
import { RunDigest } from '../../src/report/run-digest.js';
import { happenings, live, type LiveCase } from './live-case.js';
import { BROKERS, PIPELINES, simulated, TOKENS, withGraph } from './live-pipelines.js';

const cases = (maxLength: number): fc.Arbitrary<LiveCase> =>
  fc.record({
    happenings: happenings(TOKENS, maxLength),
    lineBound: fc.constantFrom(1, 3, 8, 10_000),
    entryMs: fc.constantFrom(0, 0.4, 3),
    onStop: fc.constantFrom('keep' as const, 'cancel' as const, 'flatten' as const),
  });

const digestOf = (entries: readonly Entry[]): string => {
  const digest = new RunDigest();
  for (const entry of entries) digest.take(entry);
  return digest.hex();
};

describe('the replay of a live session', () => {
  for (const [graph, pipeline] of Object.entries(PIPELINES)) {
    for (const [answers, broker] of Object.entries(BROKERS)) {
      it(`has its entries, one by one, ${graph} and a broker ${answers}`, async () => {
        await fc.assert(
          fc.asyncProperty(cases(80), async (one) => {
            const { entries, replayed, result } = await live(pipeline, broker, one);

            expect(replayed).to.deep.equal(entries);
            expect(digestOf(replayed)).to.equal(result.digest);
          }),
          { numRuns: 30 },
        );
      });
    }
  }

  it('is of sessions in which all kinds of things happened', async () => {
    const kinds = new Set<string>();
    let folded = 0;
    for (const broker of [simulated(20), noBroker]) {
      for (const one of fc.sample(cases(400), { numRuns: 15, seed: 11 })) {
        const { entries } = await live(PIPELINES['with bars'] ?? withGraph(), broker, one);
        for (const entry of entries) {
          for (const kind of kindsOf(entry)) kinds.add(kind);
          if (entry.kind === 'Tick' && (entry.flags & MessageFlag.Conflated) !== 0) folded += 1;
        }
      }
    }

    expect([...kinds]).to.include.members([
      'Tick',
      'Bar',
      'Plotted',
      'ClockTicked',
      'Command',
      'Connection',
      'SessionExpired',
      'ClockJumped',
      'Conflated',
      'Malformed',
      'NoSnapshot',
      'Filled',
      'Cancelled',
      'Rejected',
      'cancel',
      'flatten',
      'halted',
      'sessionExpired',
    ]);
    expect(folded).to.be.above(100);
  });

  it('never goes back in time, and has every input at its recorded time', async () => {
    await fc.assert(
      fc.asyncProperty(cases(80), async (one) => {
        const { entries, inputs } = await live(withGraph(), simulated(20), one);

        const times = entries.map(({ at }) => at);
        expect(times).to.deep.equal(times.toSorted((a, b) => a - b));
        const heard = entries.filter(({ kind }) => HEARD.has(kind));
        expect(heard.map(({ at }) => at)).to.deep.equal(inputs.map(({ receivedAt }) => receivedAt));
      }),
      { numRuns: 100 },
    );
  });
});

/** What an input becomes on the belt. */
const HEARD: ReadonlySet<string> = new Set<Entry['kind']>(['Tick', 'FeedEvent', 'Command']);

const kindsOf = (entry: Entry): readonly string[] => {
  switch (entry.kind) {
    case 'FeedEvent':
      return [entry.event];
    case 'OrderUpdate':
      return [entry.order.state];
    case 'Decision':
      return entry.obeys === undefined ? ['Decision'] : [entry.obeys];
    case 'Refused':
      return [entry.refusal.rule];
    default:
      return [entry.kind];
  }
};
