import { expect } from 'chai';
import { cancelFields, modifyFields, placeFields } from '../../../../src/adapter/noren/broker/wire-order.js';
import { instrument } from '../../../support/instrument.js';
import { order } from '../../../support/order.js';
import { SESSION } from '../feed-run.js';

const placed = (facts: Parameters<typeof order>[0], reference?: number, of = instrument()) =>
  placeFields(order(facts), of, reference, SESSION, 'rxabc');

describe('what an order call is sent', () => {
  it('for a limit order is what PlaceOrder asks for, and no trigger', () => {
    expect(placed({ limit: 100.5, side: 'SELL', quantity: 75 })).to.deep.equal({
      uid: 'FA00000',
      actid: 'FA00000',
      exch: 'NSE',
      tsym: 'ACC-EQ',
      qty: '75',
      prctyp: 'LMT',
      prc: '100.50',
      prd: 'I',
      trantype: 'S',
      ret: 'DAY',
      ordersource: 'API',
      remarks: 'rxabc',
    });
  });

  it('for an order at market is a limit that protects it', () => {
    expect(placed({}, 100)).to.include({ prctyp: 'LMT', prc: '101.00' });
  });

  it('is nothing for an order at market of which no price is known', () => {
    expect(placed({})).to.equal(undefined);
  });

  it('for a stop is one with a limit beyond its trigger', () => {
    expect(placed({ type: 'STOP', trigger: 200 }, 150)).to.include({
      prctyp: 'SL-LMT',
      trgprc: '200.00',
      prc: '202.00',
    });
  });

  it('for a stop limit is both prices, and once it has woken a limit order', () => {
    const stop = { type: 'STOP_LIMIT', trigger: 200, limit: 201 } as const;

    expect(placed(stop)).to.include({ prctyp: 'SL-LMT', trgprc: '200.00', prc: '201.00' });
    const woken = modifyFields(order({ ...stop, isTriggered: true }), instrument(), 205, SESSION, '1');
    expect(woken).to.include({ prctyp: 'LMT', prc: '201.00' }).and.not.have.property('trgprc');
  });

  it('names validity, product and disclosed units, and four decimals where the grid has them', () => {
    const fields = placed(
      { limit: 83.1425, validity: 'IOC', product: 'CARRY_FORWARD', disclosed: 10 },
      undefined,
      instrument({ tickSize: 0.0025 }),
    );

    expect(fields).to.include({ ret: 'IOC', prd: 'M', dscqty: '10', prc: '83.1425' });
  });

  it('for a modification is the whole quantity, what is executed included', () => {
    expect(modifyFields(order({ limit: 99, filled: 40 }), instrument(), 0, SESSION, '7')).to.deep.equal({
      uid: 'FA00000',
      exch: 'NSE',
      norenordno: '7',
      tsym: 'ACC-EQ',
      qty: '100',
      prctyp: 'LMT',
      prc: '99.00',
      ret: 'DAY',
    });
  });

  it('for a cancellation is the number', () => {
    expect(cancelFields(SESSION, '7')).to.deep.equal({ uid: 'FA00000', norenordno: '7' });
  });
});
