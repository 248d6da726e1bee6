import { expect } from 'chai';
import fc from 'fast-check';
import { ReplayScheduler } from '../../../src/clock/replay-scheduler.js';
import type { ApprovedOrder } from '../../../src/domain/approval.js';
import type { CancelSent, OrderSent } from '../../../src/domain/entry.js';
import { NO_CHARGE_ITEMS } from '../../../src/domain/charge-items.js';
import { rupees } from '../../../src/domain/money.js';
import type { OrderId } from '../../../src/domain/order.js';
import { epochMs } from '../../../src/domain/time.js';
import { flatCharges } from '../../../src/exchange/charges.js';
import type { BrokerAnswer } from '../../../src/port/broker.js';
import { idealBroker } from '../../support/ideal-exchange.js';
import { ist } from '../../support/ist.js';
import { order } from '../../support/order.js';
import { tick } from '../../support/tick.js';

const START = ist('2025-12-29T10:00:00');

/** A broker on a clock of its own that begins at {@link START}; times are counted from there. */
const brokerOf = (latencyMs: number) => {
  const clock = new ReplayScheduler(START);
  const broker = idealBroker(flatCharges(rupees(20)), latencyMs)(clock);
  const answers: BrokerAnswer[] = [];
  const heard: (readonly [at: number, id: string, state: string, price: number | undefined])[] = [];
  broker.answer$.subscribe((answer) => {
    answers.push(answer);
    const { change } = answer;
    const price = change.kind === 'Filled' ? change.execution.price : undefined;
    heard.push([clock.now() - START, answer.orderId, change.kind, price]);
  });
  let seq = 0;
  const sent = (id: string, facts: Parameters<typeof order>[0]): Omit<OrderSent, 'kind'> => {
    const approved = order({ id: id as OrderId, ...facts }) as ApprovedOrder;
    seq += 1;
    return {
      seq,
      at: epochMs(clock.now()),
      cause: seq - 1,
      token: approved.token,
      strategy: approved.strategy,
      order: approved,
    };
  };
  return {
    answers,
    heard,
    place: (id: string, facts: Parameters<typeof order>[0] = {}) =>
      broker.send({ kind: 'OrderSent', ...sent(id, facts) } satisfies OrderSent),
    cancel: (id: string) => broker.send({ kind: 'CancelSent', ...sent(id, {}) } satisfies CancelSent),
    /** As a replay does: what is due by the tick's time comes before it. */
    tickAt: (at: number, ask: number) => {
      clock.advanceTo(epochMs(START + at));
      seq += 1;
      broker.show(tick({ at: START + at, seq, ask, bid: ask - 1 }));
    },
    advanceTo: (at: number) => clock.advanceTo(epochMs(START + at)),
  };
};

describe('simulatedBroker', () => {
  for (const latency of [0, 150])
    it(`answers by the clock only, with a latency of ${latency} ms`, () => {
      const { heard, place, cancel, tickAt, advanceTo } = brokerOf(latency);

      place('1');
      cancel('9');
      expect(heard).to.deep.equal([]);
      advanceTo(latency);
      expect(heard).to.deep.equal([[latency, '1', 'Opened', undefined]]);
      tickAt(latency + 5, 101);
      expect(heard).to.have.length(1);
      advanceTo(latency + 5);
      expect(heard.slice(1)).to.deep.equal([[latency + 5, '1', 'Filled', 101]]);
    });

  it('says what became of the order, for the entry that sent it', () => {
    const { answers, place, tickAt, advanceTo } = brokerOf(0);
    place('1', { quantity: 30 });
    tickAt(10, 101);
    advanceTo(10);

    const said = { kind: 'BrokerAnswer', cause: 1, token: 'NSE|22', strategy: 'test', orderId: '1' };
    const charges = { ...NO_CHARGE_ITEMS, brokerage: rupees(20) };
    const execution = { id: '1/1', quantity: 30, price: 101, at: START + 10, charges, against: 2 };
    expect(answers).to.deep.equal([
      { ...said, change: { kind: 'Opened' }, reason: undefined },
      { ...said, change: { kind: 'Filled', execution }, reason: undefined },
    ]);
  });

  it('does not trade against the tick that caused the order', () => {
    const { heard, place, tickAt, advanceTo } = brokerOf(0);

    tickAt(10, 101);
    place('1');
    advanceTo(10);
    tickAt(10, 105); // another of the same millisecond, after the order
    advanceTo(20);

    expect(heard).to.deep.equal([
      [10, '1', 'Opened', undefined],
      [10, '1', 'Filled', 105],
    ]);
  });

  it('does not trade against a tick that comes before the order has arrived', () => {
    const { heard, place, tickAt, advanceTo } = brokerOf(150);

    tickAt(0, 100);
    place('1');
    tickAt(149, 101);
    tickAt(151, 103);
    advanceTo(151);

    expect(heard).to.deep.equal([
      [150, '1', 'Opened', undefined],
      [151, '1', 'Filled', 103],
    ]);
  });

  it('trades against a tick of exactly its arrival', () => {
    const { heard, place, tickAt, advanceTo } = brokerOf(150);

    tickAt(0, 100);
    place('1');
    tickAt(150, 102);
    advanceTo(150);

    expect(heard).to.deep.equal([
      [150, '1', 'Opened', undefined],
      [150, '1', 'Filled', 102],
    ]);
  });

  it('cancels after the same latency, and not what has traded meanwhile', () => {
    const { heard, place, cancel, tickAt, advanceTo } = brokerOf(150);
    place('1', { limit: 90 });
    place('2', { limit: 95 });
    advanceTo(200);
    cancel('1');
    cancel('2');
    tickAt(300, 94);
    tickAt(350, 80);
    advanceTo(1_000);

    expect(heard).to.deep.equal([
      [150, '1', 'Opened', undefined],
      [150, '2', 'Opened', undefined],
      [300, '2', 'Filled', 94],
      [350, '1', 'Cancelled', undefined],
    ]);
  });

  it('takes a cancellation sent right after its order', () => {
    const { heard, place, cancel, advanceTo } = brokerOf(150);

    place('1', { limit: 90 });
    cancel('1');
    advanceTo(150);

    expect(heard.map(([, , state]) => state)).to.deep.equal(['Opened', 'Cancelled']);
  });

  it('keeps two orders, and their answers, in order', () => {
    const { heard, place, tickAt, advanceTo } = brokerOf(150);

    place('1');
    place('2', { side: 'SELL' });
    tickAt(150, 101);
    advanceTo(150);

    expect(heard.map(([, id, state]) => `${id} ${state}`)).to.deep.equal([
      '1 Opened',
      '2 Opened',
      '1 Filled',
      '2 Filled',
    ]);
  });

  it('trades each order against the first tick at or after its arrival, and tells its answers in the order of time', () => {
    const happening = fc.record({ gap: fc.nat(60), place: fc.boolean() });
    fc.assert(
      fc.property(fc.array(happening, { maxLength: 30 }), fc.constantFrom(0, 1, 50, 150), (plan, latency) => {
        const { heard, place, tickAt, advanceTo } = brokerOf(latency);
        const sentAt: number[] = [];
        const ticks: (readonly [at: number, ask: number, ordersBefore: number])[] = [];
        let now = 0;
        for (const { gap, place: places } of plan) {
          now += gap;
          if (places) {
            advanceTo(now);
            place(`${sentAt.length}`);
            sentAt.push(now);
          } else {
            ticks.push([now, 100 + ticks.length, sentAt.length]);
            tickAt(now, 99 + ticks.length);
          }
        }
        advanceTo(now + 1_000);

        const expected = sentAt.flatMap((at, id) => {
          const against = ticks.find(([time, , before]) => before > id && time >= at + latency);
          return against === undefined ? [] : [[against[0], `${id}`, 'Filled', against[1]]];
        });
        expect(heard.filter(([, , state]) => state === 'Filled')).to.deep.equal(expected);
        expect(heard.filter(([, , state]) => state === 'Opened').map(([at, id]) => [at, id])).to.deep.equal(
          sentAt.map((at, id) => [at + latency, `${id}`]),
        );
        const times = heard.map(([at]) => at);
        expect(times).to.deep.equal([...times].sort((a, b) => a - b));
      }),
      { numRuns: 300 },
    );
  });
});
