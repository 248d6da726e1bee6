import { expect } from 'chai';
import fc from 'fast-check';
import { simulatedBroker } from '../../../src/adapter/simulated/simulated-broker.js';
import { ReplayScheduler } from '../../../src/clock/replay-scheduler.js';
import type { ApprovedOrder } from '../../../src/domain/approval.js';
import { CONSERVATIVE_FILLS, type FillModel } from '../../../src/domain/fill-model.js';
import type { OrderId } from '../../../src/domain/order.js';
import { epochMs } from '../../../src/domain/time.js';
import { noCharges } from '../../../src/exchange/charges.js';
import { NO_CALENDAR } from '../../support/ideal-exchange.js';
import { ist } from '../../support/ist.js';
import { order } from '../../support/order.js';
import { tick } from '../../support/tick.js';

const START = ist('2026-01-05T10:00:00');

/** What is heard of each order, and when, where a quote comes every 20 ms. */
const heardOf = (
  plan: readonly (readonly [at: number, id: string, what: 'place' | 'cancel'])[],
  model: Partial<FillModel> = {},
): ReadonlyMap<string, readonly (readonly [at: number, what: string])[]> => {
  const clock = new ReplayScheduler(START);
  const rules = {
    model: { ...CONSERVATIVE_FILLS, ...model },
    charges: noCharges,
    calendar: NO_CALENDAR,
  };
  const broker = simulatedBroker(clock, rules, new Map());
  const heard = new Map<string, (readonly [number, string])[]>();
  broker.answer$.subscribe(({ orderId, change }) => {
    heard.set(orderId, [...(heard.get(orderId) ?? []), [clock.now() - START, change.kind]]);
  });
  const waiting = [...plan];
  for (let at = 0; at <= 3_000; at += 20) {
    for (let next = waiting[0]; next !== undefined && next[0] <= at; next = waiting[0]) {
      const [when, id, what] = next;
      waiting.shift();
      clock.advanceTo(epochMs(START + when));
      const approved = order({ id: id as OrderId, limit: 90 }) as ApprovedOrder;
      const { token, strategy } = approved;
      const sent = { seq: 1, at: epochMs(START + when), cause: 0, token, strategy, order: approved };
      broker.send({ kind: what === 'place' ? 'OrderSent' : 'CancelSent', ...sent });
    }
    clock.advanceTo(epochMs(START + at));
    broker.show(tick({ at: START + at, bid: 100, ask: 101, bidQuantity: 500, askQuantity: 500 }));
  }
  return heard;
};

describe('the latency of a simulated broker', () => {
  it('is there and back: 200 ms to the exchange, 70 ms to be heard', () => {
    const model = {
      entryLatency: { kind: 'fixed', ms: 200 },
      responseLatency: { kind: 'fixed', ms: 70 },
    } as const;

    expect(
      heardOf(
        [
          [0, '1', 'place'],
          [500, '1', 'cancel'],
        ],
        model,
      ).get('1'),
    ).to.deep.equal([
      [270, 'Opened'],
      [770, 'Cancelled'],
    ]);
  });

  it('lets nothing of one order overtake what went before it', () => {
    const spread = { kind: 'uniform', fromMs: 0, toMs: 400 } as const;
    fc.assert(
      fc.property(fc.integer(), (seed) => {
        const heard = heardOf(
          [
            [0, '1', 'place'],
            [1, '1', 'cancel'],
          ],
          {
            entryLatency: spread,
            responseLatency: spread,
            seed,
          },
        ).get('1');

        expect(heard?.map(([, what]) => what)).to.deep.equal(['Opened', 'Cancelled']);
      }),
      { numRuns: 50 },
    );
  });

  it('is drawn for each order by itself: what else is sent does not change it', () => {
    const alone = heardOf([
      [100, 'a', 'place'],
      [900, 'a', 'cancel'],
    ]);
    const among = heardOf([
      [0, 'b', 'place'],
      [100, 'c', 'place'],
      [100, 'a', 'place'],
      [500, 'b', 'cancel'],
      [900, 'a', 'cancel'],
    ]);

    expect(among.get('a')).to.deep.equal(alone.get('a'));
    expect(among.get('b')?.[0]?.[0]).to.not.equal((among.get('c')?.[0]?.[0] ?? 0) - 100);
  });

  it('is the same again for the same seed, and another for another', () => {
    const at = (seed: number): unknown => heardOf([[0, 'a', 'place']], { seed }).get('a');

    expect(at(1)).to.deep.equal(at(1));
    expect(new Set([1, 2, 3, 4, 5].map((seed) => JSON.stringify(at(seed)))).size).to.be.greaterThan(2);
  });
});
