import { expect } from 'chai';
import fc from 'fast-check';
import { cancel, limit, market, NO_INTENTS, signOf, toTarget } from '../../src/domain/intent.js';
import { orderIdOf } from '../../src/domain/order.js';
import { ACC } from '../support/instrument.js';

describe('the makers of intents', () => {
  it('make a market order of the day', () => {
    expect(market('BUY', 5, 'up')).to.deep.equal({
      kind: 'Submit',
      side: 'BUY',
      quantity: 5,
      type: 'MARKET',
      limit: undefined,
      trigger: undefined,
      validity: 'DAY',
      product: undefined,
      disclosed: undefined,
      reason: 'up',
    });
  });

  it('make a limit order of the day', () => {
    expect(limit('SELL', 5, 101.5)).to.deep.equal({
      kind: 'Submit',
      side: 'SELL',
      quantity: 5,
      type: 'LIMIT',
      limit: 101.5,
      trigger: undefined,
      validity: 'DAY',
      product: undefined,
      disclosed: undefined,
      reason: undefined,
    });
  });

  it('make a cancellation', () => {
    const orderId = orderIdOf('momentum', ACC, 1);

    expect(cancel(orderId, 'late')).to.deep.equal({ kind: 'Cancel', orderId, reason: 'late' });
  });
});

describe('toTarget', () => {
  it('wants nothing when it is there', () => {
    expect(toTarget(5, 5)).to.equal(NO_INTENTS);
    expect(toTarget(0, -0)).to.equal(NO_INTENTS);
  });

  it('goes through zero in one order', () => {
    expect(toTarget(65, -65, 'down')).to.deep.equal([market('SELL', 130, 'down')]);
  });

  it('is one market order that leads from the one to the other', () => {
    fc.assert(
      fc.property(fc.integer(), fc.integer(), (from, to) => {
        fc.pre(from !== to);
        const [intent, ...more] = toTarget(from, to);

        expect(more).to.deep.equal([]);
        if (intent?.kind !== 'Submit') throw new Error('no order');
        expect(intent.quantity).to.be.greaterThan(0);
        expect(from + signOf(intent.side) * intent.quantity).to.equal(to);
      }),
    );
  });
});
