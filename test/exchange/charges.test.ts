import { expect } from 'chai';
import { rupees } from '../../src/domain/money.js';
import { flatCharges, noCharges } from '../../src/exchange/charges.js';
import { fill } from '../support/fill.js';

describe('noCharges', () => {
  it('are nothing', () => {
    expect(noCharges.of(fill())).to.equal(0);
    expect(noCharges.name).to.equal('none');
  });
});

describe('flatCharges', () => {
  it('are the same for every execution, whatever its size and side', () => {
    const twenty = flatCharges(rupees(20));

    expect(twenty.of(fill({ quantity: 1 }))).to.equal(rupees(20));
    expect(twenty.of(fill({ quantity: 10_000, side: 'SELL', price: 5_000 }))).to.equal(rupees(20));
    expect(twenty.name).to.equal('flat:20');
  });
});
