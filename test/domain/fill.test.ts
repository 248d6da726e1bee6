import { expect } from 'chai';
import { cashFlowOf, signedQuantityOf } from '../../src/domain/fill.js';
import { rupees } from '../../src/domain/money.js';
import { fill } from '../support/fill.js';

describe('signedQuantityOf', () => {
  it('is what was gained', () => {
    expect(signedQuantityOf(fill({ side: 'BUY', quantity: 5 }))).to.equal(5);
    expect(signedQuantityOf(fill({ side: 'SELL', quantity: 5 }))).to.equal(-5);
  });
});

describe('cashFlowOf', () => {
  it('pays for a purchase and its charges', () => {
    expect(cashFlowOf(fill({ side: 'BUY', quantity: 5, price: 100.05, charges: rupees(20) }), 1)).to.equal(
      rupees(-520.25),
    );
  });

  it('is paid for a sale, less its charges', () => {
    expect(cashFlowOf(fill({ side: 'SELL', quantity: 5, price: 100.05, charges: rupees(20) }), 1)).to.equal(
      rupees(480.25),
    );
  });

  it('counts the multiplier', () => {
    expect(cashFlowOf(fill({ side: 'SELL', quantity: 1, price: 83.0025 }), 1_000)).to.equal(rupees(83_002.5));
  });
});
