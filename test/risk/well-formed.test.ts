import { expect } from 'chai';
import fc from 'fast-check';
import type { Order } from '../../src/domain/order.js';
import { wellFormed } from '../../src/risk/well-formed.js';
import { account } from '../support/account.js';
import { INFY, instrument } from '../support/instrument.js';
import { order } from '../support/order.js';
import { refusalOf } from '../support/verdict.js';

const lots = account({ instrument: instrument({ lotSize: 65 }) });

describe('wellFormed', () => {
  for (const quantity of [65, 130, 65_000])
    it(`passes a quantity of ${quantity} in lots of 65`, () => {
      expect(refusalOf(wellFormed, lots, order({ quantity }))).to.equal(undefined);
    });

  for (const [quantity, actual] of [
    [0, 0],
    [-65, -65],
    [1, 1],
    [64, 64],
    [66, 66],
    [65.5, 65.5],
    [NaN, null],
    [Infinity, null],
    [-Infinity, null],
    [65 * 2 ** 53, 65 * 2 ** 53],
  ] as const)
    it(`refuses a quantity of ${quantity} in lots of 65`, () => {
      expect(refusalOf(wellFormed, lots, order({ quantity }))).to.deep.equal({
        rule: 'wellFormed',
        limit: 65,
        actual,
        unit: 'units',
        message: `quantity ${quantity} is not whole lots of 65`,
      });
    });

  it('refuses sides and types that there are none of, as an unchecked strategy file may say', () => {
    for (const odd of [{ side: 'HOLD' }, { side: 'buy' }, { type: 'market' }, { type: 'STOP' }]) {
      const said = { ...order({ quantity: 65 }), ...odd } as unknown as Order;

      expect(refusalOf(wellFormed, lots, said)?.message).to.match(/is no kind of order/);
    }
  });

  it('refuses to trade an index', () => {
    const index = account({ instrument: instrument({ kind: 'INDEX' }) });

    expect(refusalOf(wellFormed, index, order({}))?.message).to.match(/is an index/);
  });

  it('passes exactly the positive whole lots', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.integer(),
          fc.double(),
          fc.integer({ min: 1, max: 1_000 }).map((n) => n * 65),
        ),
        (quantity) => {
          const whole =
            Number.isInteger(quantity) &&
            quantity > 0 &&
            quantity <= 2 ** 53 &&
            BigInt(quantity) % 65n === 0n;

          expect(refusalOf(wellFormed, lots, order({ quantity })) === undefined).to.equal(whole);
        },
      ),
    );
  });

  for (const limit of [0.05, 100, 1e6])
    it(`passes a limit of ${limit}`, () => {
      expect(refusalOf(wellFormed, account(), order({ type: 'LIMIT', limit }))).to.equal(undefined);
    });

  for (const [limit, actual] of [
    [0, 0],
    [-5, -5],
    [NaN, null],
    [Infinity, null],
    [undefined, null],
  ] as const)
    it(`refuses a limit of ${String(limit)}`, () => {
      expect(refusalOf(wellFormed, account(), order({ type: 'LIMIT', limit }))).to.deep.equal({
        rule: 'wellFormed',
        limit: null,
        actual,
        unit: 'rupees',
        message: `limit price ${String(limit)} is no price`,
      });
    });

  it('refuses a market order with a limit, by which other rules would value it', () => {
    expect(refusalOf(wellFormed, account(), order({ type: 'MARKET', limit: 0.05 }))).to.deep.equal({
      rule: 'wellFormed',
      limit: null,
      actual: 0.05,
      unit: 'rupees',
      message: 'a market order has no limit price, this one has 0.05',
    });
  });

  it('refuses what is no instrument of the pipeline', () => {
    expect(refusalOf(wellFormed, account(), order({ token: INFY }))).to.deep.equal({
      rule: 'wellFormed',
      limit: null,
      actual: null,
      unit: 'none',
      message: 'NSE|1594 is no instrument of this pipeline',
    });
  });
});
