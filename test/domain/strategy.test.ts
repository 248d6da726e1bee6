import { expect } from 'chai';
import { TickHistory } from '../../src/domain/history.js';
import { rupees } from '../../src/domain/money.js';
import { expectedQuantity } from '../../src/domain/strategy.js';
import { epochMs } from '../../src/domain/time.js';
import { ACC, instrument } from '../support/instrument.js';
import { order } from '../support/order.js';

describe('expectedQuantity', () => {
  it('is the position with all open orders executed', () => {
    const context = {
      token: ACC,
      instrument: instrument(),
      at: epochMs(0),
      history: new TickHistory(1),
      position: { quantity: 100, cost: rupees(1_000) },
    };

    expect(expectedQuantity({ ...context, orders: [] })).to.equal(100);
    expect(
      expectedQuantity({
        ...context,
        orders: [order({ side: 'BUY', quantity: 50, filled: 20 }), order({ side: 'SELL', quantity: 200 })],
      }),
    ).to.equal(-70); // 100 + 30 - 200
  });
});
