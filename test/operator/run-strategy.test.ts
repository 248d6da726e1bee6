import { expect } from 'chai';
import fc from 'fast-check';
import type { Decision, Entry, StrategyFailed, WrongToken } from '../../src/domain/entry.js';
import type { Event } from '../../src/domain/event.js';
import { TickHistory } from '../../src/domain/history.js';
import { cancel, type Intent, limit, market, NO_INTENTS } from '../../src/domain/intent.js';
import { type OrderId, orderIdOf } from '../../src/domain/order.js';
import type { Strategy, StrategyContext } from '../../src/domain/strategy.js';
import { runStrategy } from '../../src/operator/run-strategy.js';
import { stamped } from '../../src/operator/stamp.js';
import { ACC, INFY, instrument } from '../support/instrument.js';
import { counted } from './counted.js';
import { clockTicked, command, noSnapshot, ticked, updated } from './events.js';
import { bound, scripted } from './scripted.js';
import { told } from './told.js';

type Conclusion = Decision | StrategyFailed | WrongToken;

const history = new TickHistory(4);
/** Conclusions are numbered from 101 on, events by the test. */
const stamp = () => counted(101);

/** A strategy on ACC, told events one at a time; returns what it concluded from the last. */
const running = <S>(strategy: Strategy<unknown, S>): ((event: Event) => readonly Conclusion[]) => {
  let conclusions: Entry[] = [];
  const stamps = stamp();
  const stage = runStrategy(bound(strategy, undefined, [ACC]), instrument(), history, stamps);
  const hear = stage((conclusion) => conclusions.push(stamped(stamps)(conclusion)));
  return (event) => {
    conclusions = [];
    hear(event);
    return conclusions as Conclusion[];
  };
};

/** Wants what the tick's price says: a script by price; counts the events it heard. */
const scriptedBy = (wishes: Readonly<Record<number, readonly Intent[]>>): Strategy<unknown, number> =>
  scripted('alpha', 0, (heard, event) => [
    heard + 1,
    event.kind === 'Tick' ? (wishes[event.last ?? 0] ?? NO_INTENTS) : NO_INTENTS,
  ]);

/** Keeps every event and context that it is given. */
const watching = () => {
  const seen: { readonly event: Event; readonly context: StrategyContext }[] = [];
  const strategy = scripted('alpha', 'unchanged', (state, event, context) => {
    seen.push({ event, context });
    return [state, event.kind === 'Tick' && event.last === 1 ? [market('BUY', 10)] : NO_INTENTS];
  });
  return { seen, strategy };
};

const idOf = (number: number): OrderId => orderIdOf('alpha', ACC, number);

describe('runStrategy', () => {
  it('concludes nothing where nothing is wanted', () => {
    expect(running(scriptedBy({}))(ticked(1, ACC, 5))).to.deep.equal([]);
  });

  it('concludes a decision from each intent, in order, with the event as its cause', () => {
    const hear = running(scriptedBy({ 5: [market('BUY', 10, 'up'), limit('SELL', 20, 99.5)] }));
    const event = ticked(7, ACC, 5);

    const decisions = hear(event);

    expect(decisions.map(told)).to.deep.equal([
      '101<7 Decision Submit alpha:NSE|22:1',
      '102<7 Decision Submit alpha:NSE|22:2',
    ]);
    expect(decisions[0]).to.deep.include({
      token: ACC,
      strategy: 'alpha',
      intent: market('BUY', 10, 'up'),
      event,
    });
    expect(decisions[1]).to.deep.nested.include({
      'order.side': 'SELL',
      'order.quantity': 20,
      'order.type': 'LIMIT',
      'order.limit': 99.5,
      'order.state': 'InFlight',
      'order.filled': 0,
    });
  });

  it('tells with a decision the state to which the strategy came by it', () => {
    const hear = running(scriptedBy({ 5: [market('BUY', 10)] }));
    hear(ticked(1, ACC, 4));

    expect(hear(ticked(2, ACC, 5))[0]).to.have.property('state', 2);
  });

  it('numbers the orders of its token on, whatever became of the ones before', () => {
    const hear = running(scriptedBy({ 5: [market('BUY', 10)] }));

    const first = hear(ticked(1, ACC, 5));
    hear(updated(2, { id: idOf(1), strategy: 'alpha', state: 'Refused' }));
    const second = hear(ticked(3, ACC, 5));

    expect(
      [...first, ...second].map((one) => (one.kind === 'Decision' ? one.orderId : one.kind)),
    ).to.deep.equal(['alpha:NSE|22:1', 'alpha:NSE|22:2']);
  });

  describe('refuses an event of another token', () => {
    const others: readonly Event[] = [
      ticked(9, INFY, 5),
      noSnapshot(9, INFY),
      command(9, 'halt', INFY),
      updated(9, { token: INFY, strategy: 'alpha' }, {}),
    ];
    for (const event of others) {
      it(`with WrongToken, heard by no strategy and without a change: ${event.kind}`, () => {
        const { seen, strategy } = watching();
        const hear = running(strategy);
        hear(ticked(1, ACC, 1));
        const before = hear(clockTicked(2)).concat();

        const refused = hear(event);
        hear(clockTicked(10));

        expect(refused.map(told)).to.deep.equal(['102<9 WrongToken alpha NSE|22: NSE|1594']);
        expect(before).to.deep.equal([]);
        expect(seen.map((one) => one.event.seq)).to.deep.equal([1, 2, 10]);
        const [, earlier, later] = seen;
        expect(later?.context.orders).to.equal(earlier?.context.orders);
        expect(later?.context.position).to.equal(earlier?.context.position);
      });
    }
  });

  it('shows the strategy its own instrument, the time, the history and what it holds', () => {
    const { seen, strategy } = watching();

    running(strategy)(ticked(1, ACC, 5));

    expect(seen[0]?.context).to.deep.equal({
      token: ACC,
      instrument: instrument(),
      at: stamp().now(),
      history,
      position: { quantity: 0, cost: 0 },
      orders: [],
    });
    expect(seen[0]?.context.history).to.equal(history);
  });

  it('shows the strategy its order from the next event on, in flight, open, then filled and gone', () => {
    const { seen, strategy } = watching();
    const hear = running(strategy);
    const facts = { id: idOf(1), strategy: 'alpha', quantity: 10 };

    hear(ticked(1, ACC, 1));
    hear(ticked(2, ACC, 2));
    hear(updated(3, { ...facts, state: 'Open' }));
    hear(updated(4, { ...facts, state: 'Open', filled: 4 }, { quantity: 4, price: 100 }));
    hear(updated(5, { ...facts, state: 'Filled', filled: 10 }, { quantity: 6, price: 101 }));

    const told = seen.map(({ context: { orders, position } }) => [
      ...orders.map(({ id, state, filled }) => `${id} ${state} ${filled}`),
      `holds ${position.quantity} for ${position.cost / 10_000}`,
    ]);
    expect(told).to.deep.equal([
      ['holds 0 for 0'],
      ['alpha:NSE|22:1 InFlight 0', 'holds 0 for 0'],
      ['alpha:NSE|22:1 Open 0', 'holds 0 for 0'],
      ['alpha:NSE|22:1 Open 4', 'holds 4 for 400'], // 4 * 100
      ['holds 10 for 1006'], // 400 + 6 * 101
    ]);
  });

  for (const state of ['Cancelled', 'Expired', 'Rejected', 'Refused'] as const) {
    it(`shows the strategy no order any more that is ${state}, and lets it hear of it`, () => {
      const { seen, strategy } = watching();
      const hear = running(strategy);
      hear(ticked(1, ACC, 1));

      hear(updated(2, { id: idOf(1), strategy: 'alpha', state }));

      expect(seen.at(-1)?.event.seq).to.equal(2);
      expect(seen.at(-1)?.context.orders).to.deep.equal([]);
    });
  }

  it('neither hears nor books what became of another strategy’s order', () => {
    const { seen, strategy } = watching();
    const hear = running(strategy);

    hear(updated(1, { id: orderIdOf('beta', ACC, 1), strategy: 'beta', state: 'Filled' }, { quantity: 10 }));
    hear(clockTicked(2));

    expect(seen.map(({ event }) => event.kind)).to.deep.equal(['ClockTicked']);
    expect(seen[0]?.context.position.quantity).to.equal(0);
  });

  it('cancels an order that is open, one made in the same breath too', () => {
    const hear = running(
      scriptedBy({ 5: [market('BUY', 10)], 6: [market('SELL', 5), cancel(idOf(2)), cancel(idOf(1))] }),
    );
    hear(ticked(1, ACC, 5));

    const decisions = hear(ticked(2, ACC, 6)) as readonly Decision[];

    expect(decisions.map(({ intent, orderId, order }) => [intent.kind, orderId, order?.id])).to.deep.equal([
      ['Submit', idOf(2), idOf(2)],
      ['Cancel', idOf(2), idOf(2)],
      ['Cancel', idOf(1), idOf(1)],
    ]);
  });

  it('decides to cancel what is no open order without an order, for risk to refuse', () => {
    const hear = running(scriptedBy({ 5: [cancel(idOf(7))] }));

    expect(hear(ticked(1, ACC, 5))[0]).to.deep.include({
      kind: 'Decision',
      orderId: idOf(7),
      order: undefined,
    });
  });

  describe('when the strategy throws', () => {
    const breaking = (thrown: unknown): Strategy<unknown, number> =>
      scripted('alpha', 0, (heard, event) => {
        if (event.kind === 'Tick' && event.last === 13) throw thrown;
        return [heard + 1, event.kind === 'Tick' && event.last === 5 ? [market('BUY', 10)] : NO_INTENTS];
      });

    it('tells strategy, token, event and what was thrown', () => {
      const error = new RangeError('out of luck');
      const event = ticked(3, ACC, 13);

      const [failure] = running(breaking(error))(event);

      expect(failure).to.deep.include({
        kind: 'StrategyFailed',
        seq: 101,
        cause: 3,
        token: ACC,
        strategy: 'alpha',
        event,
        message: 'RangeError: out of luck',
        stack: error.stack,
      });
    });

    it('tells what is no error as it is', () => {
      const [failure] = running(breaking('a text'))(ticked(3, ACC, 13));

      expect(failure).to.include({ message: 'a text', stack: undefined });
    });

    it('lets it hear no more, but goes on to refuse other tokens', () => {
      const hear = running(breaking(new Error('no')));
      hear(ticked(1, ACC, 13));

      const after = [ticked(2, ACC, 5), clockTicked(3), ticked(4, ACC, 13)].flatMap((event) => hear(event));

      expect(after).to.deep.equal([]);
      expect(hear(ticked(5, INFY, 5)).map(({ kind }) => kind)).to.deep.equal(['WrongToken']);
    });

    it('fails so as well where it gives back what is no state and intents', () => {
      const broken = scripted('alpha', 0, () => undefined as unknown as readonly [number, readonly Intent[]]);

      expect(running(broken)(ticked(1, ACC, 5))[0]).to.have.property('kind', 'StrategyFailed');
    });
  });

  it('fails where it wants what is neither to submit nor to cancel', () => {
    const odd = [{ kind: 'Sumbit' }] as unknown as readonly Intent[];

    expect(running(scripted('alpha', 0, () => [0, odd]))(ticked(1, ACC))[0]).to.have.property(
      'kind',
      'StrategyFailed',
    );
  });

  it('has state, orders and numbers of its own for each subscription', () => {
    const stage = runStrategy(
      bound(scriptedBy({ 5: [market('BUY', 10)] }), undefined, [ACC]),
      instrument(),
      history,
      stamp(),
    );
    const [first, second]: [Decision[], Decision[]] = [[], []];
    const hearFirst = stage((entry) => first.push(entry as unknown as Decision));
    hearFirst(ticked(1, ACC, 5));
    const hearSecond = stage((entry) => second.push(entry as unknown as Decision));
    hearFirst(ticked(2, ACC, 5));
    hearSecond(ticked(2, ACC, 5));

    expect(first.map(({ orderId, state }) => [orderId, state])).to.deep.equal([
      [idOf(1), 1],
      [idOf(2), 2],
    ]);
    expect(second.map(({ orderId, state }) => [orderId, state])).to.deep.equal([[idOf(1), 1]]);
  });

  it('holds what its fills add up to, whatever they are', () => {
    const execution = fc.record({
      side: fc.constantFrom('BUY' as const, 'SELL' as const),
      quantity: fc.integer({ min: 1, max: 500 }),
      price: fc.integer({ min: 1, max: 100_000 }),
    });
    fc.assert(
      fc.property(fc.array(execution, { maxLength: 40 }), (executions) => {
        const { seen, strategy } = watching();
        const hear = running(strategy);
        executions.forEach(({ side, quantity, price }, i) =>
          hear(
            updated(
              i + 1,
              { id: idOf(i + 1), strategy: 'alpha', side, quantity, state: 'Filled' },
              { price: price / 20, quantity },
            ),
          ),
        );
        hear(clockTicked(99));

        const sum = executions.reduce(
          (units, { side, quantity }) => units + (side === 'BUY' ? quantity : -quantity),
          0,
        );
        expect(seen.at(-1)?.context.position.quantity).to.equal(sum);
      }),
    );
  });
});
