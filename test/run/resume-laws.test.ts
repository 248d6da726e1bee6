import { expect } from 'chai';
import fc from 'fast-check';
import type { Entry } from '../../src/domain/entry.js';
import type { BrokerOf } from '../../src/port/broker.js';
import { Books } from './books.js';
import { expectOne, killed, liveThrough } from './killed.js';
import type { OutThere } from './live-case.js';
import { BROKERS, hardOfHearing, OUT_THERE, PIPELINES, withGraph } from './live-pipelines.js';
import { inputsOf, type Write } from './lives.js';

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
            const ids = sentIn(await expectOne(() => pipeline, books ?? (broker as BrokerOf), one));

            expect(new Set(ids).size).to.equal(ids.length);
            if (books === undefined) return;
            expect(new Set(books.orderIds).size).to.equal(books.orderIds.length);
            expect(ids).to.include.members([...books.orderIds]);
          }),
          { numRuns: 12 },
        );
      });

  for (const [graph, pipeline] of Object.entries(PIPELINES))
    for (const answers of ['that is out there', 'that answers later'] as const)
      it(`goes on with other strategies, which begin again, ${graph} and a broker ${answers}`, async () => {
        const broker = BROKERS[answers];
        await fc.assert(
          fc.asyncProperty(killed(60, 3), async (one) => {
            const books = typeof broker === 'function' ? undefined : new Books(broker as OutThere);
            const ids = sentIn(
              await expectOne(
                (strategies) => hardOfHearing(pipeline, strategies),
                books ?? (broker as BrokerOf),
                one,
              ),
            );

            expect(new Set(ids).size).to.equal(ids.length);
          }),
          { numRuns: 12 },
        );
      });

  it('is cut in all kinds of states', async () => {
    const seen = { orders: 0, positions: 0, fresh: 0, recovering: 0, deciding: 0, unknown: 0, known: 0 };
    for (const one of fc.sample(killed(200), { numRuns: 90, seed: 5 })) {
      const books = new Books(OUT_THERE);
      await liveThrough(
        () => withGraph(),
        books,
        one,
        ({ resumed, writes }, kept) => {
          const last = kept.at(-1);
          if (last?.kind === 'entry' && DECIDING.has(last.entry.kind)) seen.deciding += 1;
          if (resumed === undefined) return;
          if (resumed.standing.orders.length > 0) seen.orders += 1;
          if (resumed.standing.positions.length > 0) seen.positions += 1;
          if (resumed.fresh > 0) seen.fresh += 1;
          if (resumptionsIn(kept) < resumptionsIn(writes)) seen.recovering += 1;
        },
      );
      seen.known += books.asked - books.unknown;
      seen.unknown += books.unknown;
    }

    for (const [what, count] of Object.entries(seen)) expect(count, what).to.be.above(1);
  });
});

const DECIDING: ReadonlySet<string> = new Set<Entry['kind']>(['Decision', 'Approved', 'OrderSent']);

const resumptionsIn = (writes: readonly Write[]): number =>
  inputsOf(writes).filter((input) => input.kind === 'Notice' && input.event === 'Resumed').length;
