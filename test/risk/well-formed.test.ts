import { expect } from 'chai';
import fc from 'fast-check';
import type { Instrument } from '../../src/domain/instrument.js';
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

  it('refuses kinds of order that there are none of, as an unchecked strategy file may say', () => {
    for (const odd of [
      { side: 'HOLD' },
      { side: 'buy' },
      { type: 'market' },
      { validity: 'GTC' },
      { product: 'MIS' },
    ]) {
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
      message: 'a MARKET order has no limit price, this one has 0.05',
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

  const NIFTY = { kind: 'FUTIDX', exchange: 'NFO', name: 'NFO:NIFTY' };
  const cases: readonly (readonly [
    order: Parameters<typeof order>[0],
    message: string | undefined,
    of?: Partial<Instrument>,
  ])[] = [
    [{ type: 'STOP', trigger: 100.05 }, undefined],
    [{ type: 'STOP', trigger: 100 }, 'trigger 100 is not above the last price 100'],
    [{ type: 'STOP', trigger: 99.95 }, 'trigger 99.95 is not above the last price 100'],
    [{ type: 'STOP', side: 'SELL', trigger: 99.95 }, undefined],
    [{ type: 'STOP', side: 'SELL', trigger: 100 }, 'trigger 100 is not below the last price 100'],
    [{ type: 'STOP', trigger: 99, isTriggered: true }, undefined], // it has woken
    [{ type: 'STOP' }, 'trigger undefined is no price'],
    [{ type: 'STOP', trigger: 0 }, 'trigger 0 is no price'],
    [{ type: 'STOP', trigger: 101, limit: 102 }, 'a STOP order has no limit price, this one has 102'],
    [{ type: 'STOP_LIMIT', trigger: 101, limit: 101 }, undefined],
    [
      { type: 'STOP_LIMIT', trigger: 101, limit: 100.95 },
      'limit price 100.95 is not at or above the trigger 101',
    ],
    [{ type: 'STOP_LIMIT', side: 'SELL', trigger: 99, limit: 99 }, undefined],
    [
      { type: 'STOP_LIMIT', side: 'SELL', trigger: 99, limit: 99.05 },
      'limit price 99.05 is not at or below the trigger 99',
    ],
    [{ type: 'STOP_LIMIT', trigger: 101 }, 'limit price undefined is no price'],
    [{ type: 'STOP_LIMIT', limit: 101 }, 'trigger undefined is no price'],
    [{ type: 'LIMIT', limit: 100, trigger: 101 }, 'a LIMIT order has no trigger, this one has 101'],
    [{ limit: 100.02 }, 'limit price 100.02 is off the grid of 0.05: nearest 100 and 100.05'],
    [{ limit: 0.1 + 0.2 }, undefined], // 0.30000000000000004
    [{ limit: 123_456.75 }, undefined],
    [{ limit: 123_456.76 }, 'limit price 123456.76 is off the grid of 0.05: nearest 123456.75 and 123456.8'],
    [{ limit: 0.01 }, 'limit price 0.01 is off the grid of 0.05: nearest 0.05'],
    [{ limit: 100.02 }, undefined, { tickSize: undefined }],
    [{ type: 'STOP', trigger: 101.01 }, 'trigger 101.01 is off the grid of 0.05: nearest 101 and 101.05'],
    [{ disclosed: 10 }, undefined],
    [{ disclosed: 100 }, undefined],
    [{ disclosed: 9 }, 'disclosed quantity 9 below a tenth of 100'],
    [{ disclosed: 101 }, "disclosed quantity 101 above the order's 100"],
    [{ disclosed: 0 }, 'disclosed quantity 0 is not whole lots of 1'],
    [{ disclosed: 60, quantity: 100 }, 'disclosed quantity 60 is not whole lots of 50', { lotSize: 50 }],
    [{ validity: 'IOC' }, undefined],
    [{ validity: 'IOC', limit: 100 }, undefined],
    [
      { validity: 'IOC', type: 'STOP', trigger: 101 },
      'a STOP order cannot be IOC: it sleeps until its trigger',
    ],
    [{ validity: 'IOC' }, 'MCX takes no IOC orders from programs', { exchange: 'MCX', kind: 'FUTCOM' }],
    [{ product: 'DELIVERY' }, undefined],
    [{ product: 'CARRY_FORWARD' }, 'NSE:ACC-EQ is no derivative: it is delivered, not carried forward'],
    [{ product: 'CARRY_FORWARD' }, undefined, NIFTY],
    [{ product: 'DELIVERY' }, 'NFO:NIFTY is a derivative: it is carried forward, not delivered', NIFTY],
  ];
  for (const [facts, message, of = {}] of cases)
    it(`${message === undefined ? 'passes' : 'refuses'} ${JSON.stringify(facts)} ${JSON.stringify(of)}`, () => {
      const asked = order({ type: facts?.limit === undefined ? 'MARKET' : 'LIMIT', ...facts });

      expect(refusalOf(wellFormed, account({ instrument: instrument(of) }), asked)?.message).to.equal(
        message,
      );
    });

  it('takes a stop where there is no last price to hold it against', () => {
    const asked = order({ type: 'STOP', trigger: 50 });

    expect(refusalOf(wellFormed, account({ last: undefined }), asked)).to.equal(undefined);
  });
});
