import { expect } from 'chai';
import { rupees } from '../../src/domain/money.js';
import { chargesNamed, flatCharges, noCharges } from '../../src/exchange/charges.js';
import { totalOf } from '../../src/domain/charge-items.js';
import type { Charges } from '../../src/exchange/charges.js';
import { fill } from '../support/fill.js';
import { order } from '../support/order.js';

const costOf = (charges: Charges, facts: Parameters<typeof fill>[0] = {}, filled = 0): number =>
  totalOf(charges.of(fill(facts), order({ filled })));

describe('noCharges', () => {
  it('are nothing', () => {
    expect(costOf(noCharges)).to.equal(0);
    expect(noCharges.name).to.equal('none');
  });
});

describe('flatCharges', () => {
  it('are the same for every order, whatever its size and side, and fall due with its first execution', () => {
    const twenty = flatCharges(rupees(20));

    expect(costOf(twenty, { quantity: 1 })).to.equal(rupees(20));
    expect(costOf(twenty, { quantity: 1 }, 1)).to.equal(0);
    expect(costOf(twenty, { quantity: 10_000, side: 'SELL', price: 5_000 })).to.equal(rupees(20));
    expect(twenty.name).to.equal('flat:20');
  });
});

describe('chargesNamed', () => {
  it('are those that bear the name, and none for a text that names none', () => {
    for (const charges of [noCharges, flatCharges(rupees(20)), flatCharges(rupees(0.05))]) {
      const named = chargesNamed(charges.name);
      expect(named?.name).to.equal(charges.name);
      expect(named && costOf(named)).to.equal(costOf(charges));
    }
    for (const text of ['', 'flat', 'flat:', 'flat:-1', 'flat:x', 'None'])
      expect(chargesNamed(text), text).to.equal(undefined);
  });
});
