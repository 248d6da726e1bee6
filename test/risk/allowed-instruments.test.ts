import { expect } from 'chai';
import { UsageError } from '../../src/domain/failure.js';
import type { OrderRule } from '../../src/domain/risk-rule.js';
import { allowedInstruments } from '../../src/risk/allowed-instruments.js';
import { ACC, INFY } from '../support/instrument.js';
import { account } from '../support/account.js';
import { order } from '../support/order.js';
import { refusalOf } from '../support/verdict.js';

const NAMES = { strategies: [], tokenOf: (name: string) => (name === 'NSE:ACC-EQ' ? ACC : INFY) };

describe('allowedInstruments', () => {
  const rule = allowedInstruments(['NSE:ACC-EQ']).resolve(NAMES) as OrderRule;

  it('passes an order on one of them', () => {
    expect(refusalOf(rule, account(), order())).to.equal(undefined);
  });

  it('refuses an order on any other', () => {
    expect(refusalOf(rule, account(), order({ token: INFY }))).to.deep.equal({
      rule: 'allowedInstruments',
      limit: 1,
      actual: null,
      unit: 'none',
      message: 'NSE|1594 is not among NSE:ACC-EQ',
    });
  });

  it('is named with them, and cannot be made without', () => {
    expect(rule.name).to.equal("allowedInstruments(['NSE:ACC-EQ'])");
    expect(() => allowedInstruments([])).to.throw(UsageError, /needs a name/);
  });
});
