import { expect } from 'chai';
import fc from 'fast-check';
import { asProduct, limit, market } from '../../src/domain/intent.js';
import type { OrderId, Product } from '../../src/domain/order.js';
import { ACC, INFY } from '../support/instrument.js';
import { act, actions, STRATEGIES, TOKENS } from './desk-actions.js';
import { Desk } from './desk.js';

const buy = (quantity: number, product: Product = 'DELIVERY') => asProduct(product, market('BUY', quantity));
const sell = (quantity: number, product: Product = 'DELIVERY') =>
  asProduct(product, market('SELL', quantity));

describe('a sale for delivery', () => {
  let desk: Desk;
  /** Alpha holds ten of ACC for delivery. */
  beforeEach(() => {
    desk = new Desk([]);
    for (const token of TOKENS) desk.tick(token, 100);
    desk.fill(desk.submit('alpha', ACC, buy(10)), 10);
  });
  /** What was wrong with the order, undefined where nothing was. */
  const refusalOf = (id: OrderId): string | undefined =>
    desk.entries.flatMap((entry) =>
      entry.kind === 'Refused' && entry.orderId === id
        ? [`${entry.refusal.rule}: ${entry.refusal.message}`]
        : [],
    )[0];

  for (const [quantity, message] of [
    [9, undefined],
    [10, undefined],
    [11, 'deliverable: 11 units are to be delivered, 10 are held'],
  ] as const)
    it(`of ${quantity} where ten are held ${message === undefined ? 'passes' : 'is refused'}`, () => {
      expect(refusalOf(desk.submit('alpha', ACC, sell(quantity)))).to.equal(message);
    });

  it('is refused where nothing is held, or another strategy or token has it', () => {
    const none = 'deliverable: 1 units are to be delivered, 0 are held';

    expect(refusalOf(desk.submit('beta', ACC, sell(1)))).to.equal(none);
    expect(refusalOf(desk.submit('alpha', INFY, sell(1)))).to.equal(none);
  });

  it('does not deliver what was bought to be squared off', () => {
    desk.fill(desk.submit('alpha', ACC, buy(5, 'INTRADAY')), 5);

    expect(refusalOf(desk.submit('alpha', ACC, sell(11)))).to.match(/^deliverable: 11 .* 10 are held/);
  });

  it('has what is held, whatever was sold to be squared off', () => {
    desk.fill(desk.submit('alpha', ACC, sell(7, 'INTRADAY')), 7);

    expect(refusalOf(desk.submit('alpha', ACC, sell(10)))).to.equal(undefined);
  });

  it('counts with the others that are open, and not with what is no sale for delivery', () => {
    desk.submit('alpha', ACC, asProduct('DELIVERY', limit('SELL', 6, 110)));
    desk.submit('alpha', ACC, asProduct('DELIVERY', limit('BUY', 6, 90)));
    desk.submit('alpha', ACC, limit('SELL', 6, 110));

    expect(refusalOf(desk.submit('alpha', ACC, sell(5)))).to.match(/^deliverable: 11 /);
    expect(refusalOf(desk.submit('alpha', ACC, sell(4)))).to.equal(undefined);
  });

  it('cannot be made larger than what is held', () => {
    const id = desk.submit('alpha', ACC, asProduct('DELIVERY', limit('SELL', 6, 110)));
    desk.modify(id, { quantity: 11 });
    expect(refusalOf(id)).to.match(/^deliverable: 11 /);
    desk.modify(id, { quantity: 10 });

    expect(desk.asked.map(({ kind, order }) => [kind, order.quantity])).to.deep.equal([['Modify', 10]]);
  });

  it('that closes a position passes while another is still being cancelled', () => {
    desk.submit('alpha', ACC, asProduct('DELIVERY', limit('SELL', 10, 110)));
    desk.command('flatten');
    for (let i = 0; i < 3; i += 1) desk.second(); // nobody answers the cancellation

    expect(
      desk.entries.flatMap((entry) =>
        entry.kind === 'Approved' && entry.order.id.includes('close')
          ? [[entry.order.product, entry.order.side, entry.order.quantity]]
          : [],
      ),
    ).to.deep.equal([['DELIVERY', 'SELL', 10]]);
  });

  it('never comes to more than is held, whatever is ordered, changed and executed', () => {
    let refused = 0;
    let approved = 0;
    fc.assert(
      fc.property(actions([100]), fc.infiniteStream(fc.boolean()), (plan, isForDelivery) => {
        const one = new Desk([]);
        for (const token of TOKENS) one.tick(token, 100);
        for (const action of plan) {
          if (action.kind !== 'submit') act(one, action);
          else {
            const { strategy, token, side, quantity, price } = action;
            const product = isForDelivery.next().value ? 'DELIVERY' : 'INTRADAY';
            const plain = price === undefined ? market(side, quantity) : limit(side, quantity, price);
            one.submit(strategy, token, asProduct(product, plain));
          }
          for (const strategy of STRATEGIES)
            for (const token of TOKENS) expect(leastOf(one, strategy, token)).to.be.at.least(0);
        }
        for (const entry of one.entries) {
          if (entry.kind === 'Refused' && entry.refusal.rule === 'deliverable') refused += 1;
          if (entry.kind === 'Approved' && entry.order.product === 'DELIVERY') approved += 1;
        }
      }),
      { numRuns: 150 },
    );
    expect(refused).to.be.above(100);
    expect(approved).to.be.above(100);
  });
});

/** Units that are left for delivery were all open sales executed, and no purchase: from the tape alone. */
const leastOf = ({ entries, live }: Desk, strategy: string, token: typeof ACC): number => {
  let units = 0;
  for (const entry of entries) {
    if (entry.kind !== 'OrderUpdate' || entry.fill === undefined || entry.order.product !== 'DELIVERY')
      continue;
    if (entry.strategy !== strategy || entry.token !== token) continue;
    units += entry.fill.side === 'BUY' ? entry.fill.quantity : -entry.fill.quantity;
  }
  for (const order of live.values()) {
    if (order.strategy !== strategy || order.token !== token) continue;
    if (order.side !== 'SELL' || order.product !== 'DELIVERY') continue;
    units -= Math.max(order.quantity, order.asked?.quantity ?? 0) - order.filled;
  }
  return units;
};
