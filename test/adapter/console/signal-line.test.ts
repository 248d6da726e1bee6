import { expect } from 'chai';
import { signalOf } from '../../../src/adapter/console/signal-line.js';
import type { Entry } from '../../../src/domain/entry.js';
import type { Event, OrderUpdate, UnexpectedUpdate } from '../../../src/domain/event.js';
import {
  asProduct,
  cancel,
  disclosing,
  immediateOrCancel,
  type Intent,
  limit,
  market,
  modify,
  stop,
  stopLimit,
} from '../../../src/domain/intent.js';
import { ticked, updated } from '../../operator/events.js';
import { ACC } from '../../support/instrument.js';
import { bar } from '../../support/bar.js';
import { order } from '../../support/order.js';

const signal = (entry: Entry): string | undefined => {
  const told = signalOf(entry, () => 'NSE:ACC-EQ');
  return told === undefined ? undefined : `${told.signal} ${told.what}`;
};

const wish = (intent: Intent, event: Event = ticked(1, ACC, 99)): string | undefined =>
  signal({
    kind: 'Decision',
    seq: 2,
    at: ticked(2, ACC).at,
    cause: 1,
    token: ACC,
    strategy: 'test',
    intent,
    orderId: order().id,
    order: undefined,
    event,
    state: undefined,
  });

const update = (
  facts: Parameters<typeof updated>[1],
  change: Partial<OrderUpdate>,
  fill?: Parameters<typeof updated>[2],
): string | undefined => signal({ ...updated(1, facts, fill), ...change });

describe('signalOf', () => {
  it('tells of a wish on a bar its close', () => {
    expect(wish(market('BUY', 10, 'up'), bar({ spec: '5m', close: 101.5 }))).to.equal(
      'wants BUY 10 MARKET, 5m close 101.5 (up)',
    );
  });

  for (const [intent, text] of [
    [market('BUY', 10, 'up'), 'BUY 10 MARKET, last 99 (up)'],
    [limit('SELL', 10, 100.5), 'SELL 10 LIMIT 100.5, last 99'],
    [stop('SELL', 10, 98), 'SELL 10 STOP at 98, last 99'],
    [stopLimit('BUY', 10, 100, 101), 'BUY 10 STOP_LIMIT 101 at 100, last 99'],
    [immediateOrCancel(limit('BUY', 10, 99)), 'BUY 10 LIMIT 99 IOC, last 99'],
    [asProduct('DELIVERY', market('BUY', 10)), 'BUY 10 MARKET DELIVERY, last 99'],
    [disclosing(5, limit('BUY', 10, 99)), 'BUY 10 LIMIT 99 showing 5, last 99'],
    [
      modify(order().id, { quantity: 5, limit: 98, trigger: 97 }, 'less'),
      'modify test:NSE|22:1 to 5, limit 98, trigger 97 (less)',
    ],
    [cancel(order().id), 'cancel test:NSE|22:1'],
  ] as const)
    // prettier-ignore
    it(`tells a wish: ${text}`, () => {
      expect(wish(intent)).to.equal(`wants ${text}`);
    });

  it('tells executions, how much of the order they are, and why one is late', () => {
    const fill = { quantity: 40, price: 100.5 };

    expect(update({ filled: 40, state: 'PartiallyFilled' }, {}, fill)).to.equal(
      'filled BUY 40 @ 100.5, 40 of 100',
    );
    expect(update({ filled: 100, state: 'Filled' }, {}, fill)).to.equal('filled BUY 40 @ 100.5');
    expect(update({ filled: 40, state: 'Cancelled' }, { reason: 'the exchange was faster' }, fill)).to.equal(
      'filled BUY 40 @ 100.5, 40 of 100 (the exchange was faster)',
    );
  });

  it('tells what became of an order, and not what was only asked of it', () => {
    expect(update({ state: 'Cancelled' }, { change: 'Cancelled' })).to.equal('cancelled BUY 100');
    expect(update({ limit: 99 }, { change: 'Modified' })).to.equal('modified BUY 100, limit 99');
    expect(update({}, { change: 'CancelRejected', reason: 'too late' })).to.equal('rejected too late');
    expect(update({}, { change: 'Triggered' })).to.equal('woken BUY 100');
    expect(update({ state: 'Unknown' }, { change: 'Lost' })).to.equal('lost BUY 100');
    for (const change of ['Opened', 'Accepted', 'CancelAsked', 'ModifyAsked', 'AskRefused'] as const)
      expect(update({}, { change })).to.equal(undefined);
  });

  it('tells what a broker said that cannot be', () => {
    const odd: UnexpectedUpdate = {
      kind: 'UnexpectedUpdate',
      seq: 1,
      at: ticked(1, ACC).at,
      cause: 1,
      token: ACC,
      strategy: 'test',
      orderId: order().id,
      change: { kind: 'Opened' },
      why: { kind: 'Late', message: 'Opened after Filled' },
    };

    expect(signal(odd)).to.equal('odd Opened late: Opened after Filled');
  });
});
