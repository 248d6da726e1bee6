import { expect } from 'chai';
import type { OrderUpdate, UnexpectedUpdate } from '../../src/domain/event.js';
import type { OrderChange } from '../../src/domain/order-change.js';
import type { EpochMs } from '../../src/domain/time.js';
import { OrderBook } from '../../src/operator/order-book.js';
import type { Unstamped } from '../../src/domain/entry.js';
import { ACC } from '../support/instrument.js';
import { ist } from '../support/ist.js';
import { order } from '../support/order.js';
import { filled, filledTo } from '../support/order-change.js';

const MONDAY = ist('2025-12-29T15:29:59');
const TUESDAY = ist('2025-12-30T00:00:00');

/** A book with one order for 100, told `changes` at their times. */
const told = (
  ...changes: readonly (readonly [change: OrderChange, at?: EpochMs, reason?: string])[]
): readonly Unstamped<OrderUpdate | UnexpectedUpdate>[] => {
  const book = new OrderBook();
  const { id, token, strategy } = order();
  book.note(order());
  return changes.map(([change, at = MONDAY, reason]) =>
    book.hear({ kind: 'BrokerAnswer', cause: 7, token, strategy, orderId: id, change, reason }, at),
  );
};

const words = (update: Unstamped<OrderUpdate | UnexpectedUpdate>): string =>
  update.kind === 'OrderUpdate'
    ? `${update.order.state} ${update.order.filled}${update.fill === undefined ? '' : ` fill ${update.fill.quantity}`}`
    : `${update.why.kind}: ${update.why.message}`;

describe('OrderBook', () => {
  it('tells the order after the change, with its fill, its cause and its reason', () => {
    const [update] = told([filled('x', 40), MONDAY, 'so it was']);

    expect(update).to.deep.nested.include({
      kind: 'OrderUpdate',
      cause: 7,
      token: ACC,
      change: 'Filled',
      reason: 'so it was',
      'order.state': 'PartiallyFilled',
      'order.filled': 40,
      'fill.id': 'x',
      'fill.quantity': 40,
      'fill.orderId': order().id,
    });
  });

  it('calls what a total tells of an execution, as which it is booked', () => {
    const [update] = told([filledTo(40, 101)]);

    expect(update).to.deep.nested.include({
      change: 'Filled',
      'fill.id': 'test:NSE|22:1/to:40',
      'fill.price': 101,
    });
  });

  it('says of a change that cannot be what it was and why, and leaves the order as it is', () => {
    const [, doubled, after] = told([filled('x', 40)], [filled('x', 40)], [filled('y', 60)]);

    expect(doubled).to.deep.include({
      kind: 'UnexpectedUpdate',
      orderId: order().id,
      change: filled('x', 40),
    });
    expect([doubled, after].map((one) => (one === undefined ? '' : words(one)))).to.deep.equal([
      'Doubled: execution x is booked',
      'Filled 100 fill 60',
    ]);
  });

  it('books an execution that is told after the end, and says that the exchange was faster', () => {
    const [, late] = told([{ kind: 'Cancelled' }], [filled('x', 40)]);

    expect(late).to.deep.nested.include({
      reason: 'told after the order was Cancelled: the exchange was faster',
      'order.state': 'Cancelled',
      'order.filled': 40,
      'fill.quantity': 40,
    });
  });

  it('forgets an order that has ended when its session (IST date) is over, and keeps those that have not', () => {
    const ended = told([{ kind: 'Cancelled' }], [filled('x', 40), TUESDAY]);
    const open = told([{ kind: 'Opened' }], [filled('x', 40), TUESDAY]);

    expect(ended.map(words)).to.deep.equal(['Cancelled 0', 'Illegal: no order of this session has that id']);
    expect(open.map(words)).to.deep.equal(['Open 0', 'PartiallyFilled 40 fill 40']);
  });

  it('keeps one that ended in the new session to the end of that', () => {
    const expired = told([{ kind: 'Opened' }], [{ kind: 'Expired' }, TUESDAY], [filled('x', 40), TUESDAY]);

    expect(expired.map(words)).to.deep.equal(['Open 0', 'Expired 0', 'Expired 40 fill 40']);
  });

  it('forgets one that our own risk refused at once: nobody else knows of it', () => {
    const refused = told([{ kind: 'Refused' }], [filled('x', 40)]);

    expect(refused.map(words)).to.deep.equal(['Refused 0', 'Illegal: no order of this session has that id']);
  });
});
