import { expect } from 'chai';
import { UsageError } from '../../src/domain/failure.js';
import { marginOf } from '../../src/run/margin-of.js';

describe('marginOf', () => {
  it('reprices by the rates that come with rxtape unless told otherwise', () => {
    expect(marginOf({}).name).to.equal('span');
    expect(marginOf({ model: 'payoff' }).name).to.equal('payoff');
    expect(marginOf({ model: 'full' }).name).to.equal('full');
  });

  it('refuses rates that are none, by name', () => {
    const refusal = (rates: object) => () => marginOf({ rates });

    expect(refusal({ INDEX: { priceScan: 0.12 } })).to.not.throw();
    expect(refusal({ SHARES: {} })).to.throw(UsageError, 'margin.rates.SHARES: no class');
    expect(refusal({ INDEX: { span: 1 } })).to.throw(
      UsageError,
      'margin.rates.INDEX.span: no rate; there is priceScan',
    );
    expect(refusal({ CASH: { intraday: -1 } })).to.throw(
      UsageError,
      'CASH.intraday: expected a ratio of at least 0',
    );
  });
});
