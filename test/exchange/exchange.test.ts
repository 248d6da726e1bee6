import { expect } from 'chai';
import fc from 'fast-check';
import { rupees } from '../../src/domain/money.js';
import { NO_CHARGE_ITEMS } from '../../src/domain/charge-items.js';
import type { Execution } from '../../src/domain/order-change.js';
import type { Order, OrderId } from '../../src/domain/order.js';
import { epochMs, HOUR_MS } from '../../src/domain/time.js';
import { flatCharges, noCharges } from '../../src/exchange/charges.js';
import { type Answer, SimulatedExchange } from '../../src/exchange/exchange.js';
import { ACC, INFY } from '../support/instrument.js';
import { idealExchange } from '../support/ideal-exchange.js';
import { ist } from '../support/ist.js';
import { type ExchangeInput, take } from './inputs.js';
import { order } from '../support/order.js';
import { tick } from '../support/tick.js';

const NOON = ist('2025-12-29T12:00:00');
const named = (id: string, facts: Parameters<typeof order>[0] = {}): Order =>
  order({ id: id as OrderId, ...facts });
const placed = (one: Order, at: number = NOON, cause = 7): ExchangeInput => ({
  kind: 'Placed',
  order: one,
  cause,
  at: epochMs(at),
});
const cancelAsked = (one: Order, cause = 8): ExchangeInput => ({
  kind: 'CancelAsked',
  order: one,
  cause,
  at: epochMs(NOON),
});
/** The execution that an answer tells of. */
const executionOf = ({ change }: Answer): Execution | undefined =>
  change.kind === 'Filled' ? change.execution : undefined;
const quote = (bid: number | undefined, ask: number | undefined, facts: Parameters<typeof tick>[0] = {}) =>
  tick({ at: NOON, bid, ask, bidQuantity: 1, askQuantity: 1, ...facts });

/** All answers to the inputs, in order, and the exchange that they lead to. */
const answersTo = (
  inputs: readonly ExchangeInput[],
  charges = noCharges,
): readonly [SimulatedExchange, readonly Answer[]] => {
  const exchange = new SimulatedExchange(idealExchange(charges), () => undefined);
  return [exchange, inputs.flatMap((input) => take(exchange, input))];
};
const told = (inputs: readonly ExchangeInput[]): readonly (readonly [string, string, number | undefined])[] =>
  answersTo(inputs)[1].map((answer) => [answer.order.id, answer.change.kind, executionOf(answer)?.price]);

describe('the simulated exchange', () => {
  it('opens an order when it is placed', () => {
    const one = named('1');

    expect(answersTo([placed(one)])[1]).to.deep.equal([
      { order: { ...one, state: 'Open' }, cause: 7, change: { kind: 'Opened' }, reason: undefined },
    ]);
  });

  it('trades an order whole against the first tick after it, with all that there is to tell', () => {
    const one = named('1', { quantity: 300 });
    const against = quote(99, 101, { seq: 12, at: NOON + 5 });
    const [, [, filled]] = answersTo([placed(one), against], flatCharges(rupees(20)));

    expect(filled).to.deep.equal({
      order: { ...one, state: 'Open' },
      cause: 7,
      change: {
        kind: 'Filled',
        execution: {
          id: '1/1',
          quantity: 300,
          price: 101,
          at: NOON + 5,
          charges: { ...NO_CHARGE_ITEMS, brokerage: rupees(20) },
          against: 12,
        },
      },
      reason: undefined,
    });
  });

  it('does not trade against a tick before the order', () => {
    expect(told([quote(99, 101), placed(named('1')), quote(98, 100)])).to.deep.equal([
      ['1', 'Opened', undefined],
      ['1', 'Filled', 100],
    ]);
  });

  it('trades an order once', () => {
    const [exchange, answers] = answersTo([placed(named('1')), quote(99, 101), quote(99, 101)]);

    expect(answers).to.have.length(2);
    expect(exchange.hasOrders(ACC)).to.equal(false);
  });

  it('does not trade against a tick of another token', () => {
    expect(told([placed(named('1')), quote(1, 2, { token: INFY })])).to.deep.equal([
      ['1', 'Opened', undefined],
    ]);
  });

  it('keeps an order that meets an empty side until there is a price', () => {
    expect(
      told([placed(named('1')), quote(99, undefined), quote(99, undefined), quote(99, 103)]),
    ).to.deep.equal([
      ['1', 'Opened', undefined],
      ['1', 'Filled', 103],
    ]);
  });

  it('keeps a limit order until the touch has reached it', () => {
    const limit = named('1', { side: 'SELL', limit: 102 });

    expect(told([placed(limit), quote(101, 103), quote(101.95, 103), quote(104, 105)])).to.deep.equal([
      ['1', 'Opened', undefined],
      ['1', 'Filled', 102],
    ]);
  });

  it('trades a limit order whole at the touch that is within its limit as it comes in', () => {
    const [buy, sell] = [named('1', { limit: 105 }), named('2', { side: 'SELL', limit: 95 })];

    expect(told([placed(buy), placed(sell), quote(99, 101)]).slice(2)).to.deep.equal([
      ['1', 'Filled', 101],
      ['2', 'Filled', 99],
    ]);
  });

  it('keeps the order of orders, those that trade and those that stay', () => {
    const orders = [named('1'), named('2', { limit: 90 }), named('3'), named('4', { limit: 91 })];
    const all = [...orders.map((one) => placed(one)), quote(99, 101), quote(80, 85)];

    expect(told(all).slice(4)).to.deep.equal([
      ['1', 'Filled', 101],
      ['3', 'Filled', 101],
      ['2', 'Filled', 90],
      ['4', 'Filled', 91],
    ]);
  });

  it('expires an order with the first tick of the next day, which it does not trade against', () => {
    const [, answers] = answersTo([
      placed(named('1', { limit: 100 }), ist('2025-12-29T23:59:59.999')),
      quote(99, 101, { at: ist('2025-12-29T23:59:59.999') }),
      quote(1, 2, { at: ist('2025-12-30T00:00:00') }),
      quote(1, 2, { at: ist('2025-12-30T00:00:01') }),
    ]);

    expect(answers.slice(1)).to.deep.equal([
      {
        order: { ...named('1', { limit: 100 }), state: 'Open' },
        cause: 7,
        change: { kind: 'Expired' },
        reason: 'the day of its validity is over',
      },
    ]);
  });

  it('expires a market order that found no side all day', () => {
    expect(told([placed(named('1')), quote(1, 2, { at: NOON + 24 * HOUR_MS })])).to.deep.equal([
      ['1', 'Opened', undefined],
      ['1', 'Expired', undefined],
    ]);
  });

  it('expires the orders of a token by its own ticks, however many days later', () => {
    const tomorrow = NOON + 24 * HOUR_MS;
    const resting = [placed(named('1', { limit: 90 })), placed(named('2', { limit: 90, token: INFY }))];

    expect(told([...resting, quote(99, 101, { at: tomorrow })]).slice(2)).to.deep.equal([
      ['1', 'Expired', undefined],
    ]);
    expect(told([...resting, quote(99, 101, { at: NOON + 240 * HOUR_MS })]).slice(2)).to.deep.equal([
      ['1', 'Expired', undefined],
    ]);
  });

  it('keeps an order of today beside one of yesterday that expires', () => {
    const tomorrow = NOON + 24 * HOUR_MS;

    expect(
      told([placed(named('1')), placed(named('2'), tomorrow), quote(99, 101, { at: tomorrow })]).slice(2),
    ).to.deep.equal([
      ['1', 'Expired', undefined],
      ['2', 'Filled', 101],
    ]);
  });

  it('cancels an order, by the cause of its cancellation', () => {
    const one = named('1', { limit: 90 });
    const [exchange, answers] = answersTo([placed(one), cancelAsked(one), quote(1, 2)]);

    expect(answers.slice(1)).to.deep.equal([
      { order: { ...one, state: 'Open' }, cause: 8, change: { kind: 'Cancelled' }, reason: undefined },
    ]);
    expect(exchange.hasOrders(ACC)).to.equal(false);
  });

  it('says nothing to a cancellation that comes too late, or of what never came', () => {
    const one = named('1');
    const [exchange, answers] = answersTo([
      placed(one),
      quote(99, 101),
      cancelAsked(one),
      cancelAsked(named('9')),
    ]);

    expect(answers.map(({ change }) => change.kind)).to.deep.equal(['Opened', 'Filled']);
    expect(exchange.hasOrders(ACC)).to.equal(false);
  });

  it('cancels one of several', () => {
    const orders = [named('1'), named('2'), named('3')];

    expect(
      told([...orders.map((one) => placed(one)), cancelAsked(named('2')), quote(99, 101)]).slice(3),
    ).to.deep.equal([
      ['2', 'Cancelled', undefined],
      ['1', 'Filled', 101],
      ['3', 'Filled', 101],
    ]);
  });

  it('ends every order at most once, never against a tick before it, and in the order of their coming', () => {
    const happening = fc.record({
      what: fc.constantFrom('place', 'cancel', 'tick'),
      id: fc.nat(5),
      token: fc.constantFrom(ACC, INFY),
      side: fc.constantFrom('BUY', 'SELL'),
      limit: fc.option(fc.integer({ min: 95, max: 105 }), { nil: undefined }),
      bid: fc.option(fc.integer({ min: 95, max: 105 }), { nil: undefined }),
      hours: fc.integer({ min: 0, max: 6 }),
    });
    fc.assert(
      fc.property(fc.array(happening, { maxLength: 40 }), (plan) => {
        let at = NOON as number;
        const arrivals = new Map<string, number>();
        const inputs = plan.map(({ what, id, token, side, limit, bid, hours }, n): ExchangeInput => {
          at += hours * HOUR_MS;
          if (what === 'tick') return quote(bid, bid === undefined ? 101 : bid + 1, { at, token, seq: n });
          if (what === 'cancel') return cancelAsked(named(`${id}`, { token }), n);
          const key = `${arrivals.size}`;
          arrivals.set(key, n);
          return placed(named(key, { token, side, limit }), at, n);
        });
        const [exchange, answers] = answersTo(inputs);

        const ended = answers.filter(({ change }) => change.kind !== 'Opened').map(({ order: { id } }) => id);
        expect(new Set(ended).size).to.equal(ended.length);
        expect(exchange.hasOrders(ACC) || exchange.hasOrders(INFY)).to.equal(ended.length < arrivals.size);
        for (const answer of answers) {
          const execution = executionOf(answer);
          if (execution === undefined) continue;
          expect(execution.against).to.be.greaterThan(arrivals.get(answer.order.id) ?? Infinity);
          expect(execution.quantity).to.equal(answer.order.quantity);
        }
        const byTick = new Map<number, string[]>();
        for (const answer of answers) {
          const against = executionOf(answer)?.against;
          if (against !== undefined) byTick.set(against, [...(byTick.get(against) ?? []), answer.order.id]);
        }
        for (const ids of byTick.values())
          expect(ids.map(Number)).to.deep.equal(ids.map(Number).sort((a, b) => a - b));
      }),
      { numRuns: 300 },
    );
  });
});
