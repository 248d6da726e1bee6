import { expect } from 'chai';
import fc from 'fast-check';
import { inRupees } from '../../../src/domain/money.js';
import { orderIdOf, type Product } from '../../../src/domain/order.js';
import { contractNotes } from '../../../src/exchange/charges/contract-note.js';
import {
  CRUDEOIL,
  type Leg,
  NIFTY_FUTURE,
  NIFTY_OPTION,
  noted,
  RELIANCE,
  RELIANCE_BSE,
  SENSEX_OPTION,
  SENSEX50_OPTION,
  TABLE,
  told,
  USDINR,
} from './noted.js';

/** Bought and sold again, by one order each. */
const roundTrip = (leg: Omit<Leg, 'side' | 'price'>, bought: number, sold: number): readonly Leg[] => [
  { ...leg, side: 'BUY', price: bought },
  { ...leg, side: 'SELL', price: sold },
];
const noteOf = (plan: string, legs: readonly Leg[]): Readonly<Record<string, number>> => {
  const [note, ...others] = contractNotes(TABLE, plan, noted(legs));
  if (note === undefined || others.length > 0) throw new Error('expected one note');
  return told(note.items);
};

interface Case {
  readonly name: string;
  readonly plan: string;
  readonly legs: readonly Leg[];
  readonly note: readonly [number, number, number, number, number, number, number];
}

const OPTION = { of: NIFTY_OPTION, quantity: 65 };
const SHARES = { of: RELIANCE, quantity: 100 };

/** The worked examples; brokerage, exchange, sebi, stt, stamp, gst and total in rupees. */
const EXAMPLES: readonly Case[] = [
  {
    name: '1: a NIFTY option, flat20',
    plan: 'flat20',
    legs: roundTrip(OPTION, 120, 135.5),
    note: [40, 5.9, 0.02, 13, 0.23, 8.27, 67.42],
  },
  {
    name: '1b: the same without brokerage',
    plan: 'zero',
    legs: roundTrip(OPTION, 120, 135.5),
    note: [0, 5.9, 0.02, 13, 0.23, 1.07, 20.22],
  },
  {
    name: '1c: the same at the rates of 2025',
    plan: 'flat20',
    legs: roundTrip({ ...OPTION, on: '2025-06-02' }, 120, 135.5),
    note: [40, 5.9, 0.02, 9, 0.23, 8.27, 63.42], // 5.82 and 0.08 to the fund
  },
  {
    name: '2: a NIFTY future',
    plan: 'flat20',
    legs: roundTrip({ of: NIFTY_FUTURE, quantity: 65 }, 26_050, 26_130),
    note: [40, 62.06, 3.39, 849, 33.87, 18.98, 1_007.3],
  },
  {
    name: '2, flat at 26,000',
    plan: 'flat20',
    legs: roundTrip({ of: NIFTY_FUTURE, quantity: 65 }, 26_000, 26_000),
    note: [40, 61.85, 3.38, 845, 33.8, 18.94, 1_002.97],
  },
  {
    name: '3: shares within a day',
    plan: 'flat20',
    legs: roundTrip({ ...SHARES, product: 'INTRADAY' }, 1_400, 1_412),
    note: [40, 8.63, 0.28, 35, 4.2, 8.8, 96.91],
  },
  {
    name: '4: shares, delivered, without brokerage',
    plan: 'zero',
    legs: roundTrip({ ...SHARES, product: 'DELIVERY' }, 1_400, 1_412),
    note: [0, 8.63, 0.28, 281, 21, 1.6, 312.51],
  },
  {
    name: '6: a CRUDEOIL future',
    plan: 'flat20',
    legs: roundTrip({ of: CRUDEOIL, quantity: 100 }, 6_000, 6_045),
    note: [40, 25.29, 1.2, 60, 12, 11.97, 150.46],
  },
  {
    name: '7: a SENSEX option',
    plan: 'flat20',
    legs: roundTrip({ of: SENSEX_OPTION, quantity: 20 }, 310, 352),
    note: [40, 4.3, 0.01, 11, 0.19, 7.98, 63.48],
  },
  {
    name: '8: ten lots of the USDINR future',
    plan: 'flat20',
    legs: roundTrip({ of: USDINR, quantity: 10 }, 88.25, 88.31),
    note: [40, 6.18, 1.77, 0, 0.88, 8.63, 57.46],
  },
];

describe('contractNotes', () => {
  for (const { name, plan, legs, note } of EXAMPLES)
    it(`writes example ${name}`, () => {
      const [brokerage, exchange, sebi, stt, stamp, gst, total] = note;

      expect(noteOf(plan, legs)).to.deep.equal({ brokerage, exchange, sebi, stt, stamp, gst, total });
    });

  it('takes a share of the turnover where that is less than the flat brokerage', () => {
    const small = roundTrip({ of: RELIANCE, quantity: 10, product: 'INTRADAY' }, 1_400, 1_412);

    expect(noteOf('flat20', small)['brokerage']).to.equal(8.44); // 0.03 % of 14,000 and of 14,120
    expect(
      noteOf('flat20', roundTrip({ ...SHARES, product: 'DELIVERY' }, 1_400, 1_412))['brokerage'],
    ).to.equal(0);
    expect(noteOf('flat5', roundTrip({ ...OPTION, quantity: 1 }, 0.05, 0.05))['brokerage']).to.equal(10);
  });

  it('takes one brokerage for all executions of an order', () => {
    const orderId = orderIdOf('test', NIFTY_OPTION.token, 7);
    const parts: readonly Leg[] = [1, 2, 3].map(() => ({ ...OPTION, side: 'BUY', price: 100, orderId }));

    expect(noteOf('flat20', parts)['brokerage']).to.equal(20);
  });

  it('charges each exchange, underlying and group by its own row', () => {
    const bought = (leg: Omit<Leg, 'side' | 'quantity' | 'price'>): number | undefined =>
      noteOf('zero', [{ ...leg, side: 'BUY', quantity: 1_000, price: 1_000 }])['exchange'];
    const group = { ...RELIANCE_BSE, kind: 'XT' };

    expect(bought({ of: RELIANCE_BSE, product: 'DELIVERY' })).to.equal(37.5); // 375 a crore of 10 lakh
    expect(bought({ of: group, product: 'DELIVERY' })).to.equal(1_000);
    expect(bought({ of: SENSEX_OPTION })).to.equal(325);
    expect(bought({ of: SENSEX50_OPTION })).to.equal(50);
    expect(bought({ of: { ...SENSEX_OPTION, symbol: 'FOCIT' }, on: '2026-05-10' })).to.equal(50);
    expect(bought({ of: { ...SENSEX_OPTION, symbol: 'FOCIT' }, on: '2026-05-11' })).to.equal(0);
    expect(bought({ of: { ...NIFTY_FUTURE, exchange: 'BFO' } })).to.equal(0);
  });

  it('taxes by the day of the trade, the last day of a rate included', () => {
    const sold = (of: Leg['of'], on: string): number | undefined =>
      noteOf('zero', [{ of, side: 'SELL', quantity: 1_000, price: 1_000, on }])['stt'];

    const days = ['2023-03-31', '2023-04-03', '2024-09-30', '2024-10-01', '2026-03-31', '2026-04-01'];
    expect(days.map((day) => sold(NIFTY_FUTURE, day))).to.deep.equal([100, 125, 125, 200, 200, 500]);
    expect(days.map((day) => sold(NIFTY_OPTION, day))).to.deep.equal([500, 625, 625, 1_000, 1_000, 1_500]);
  });

  it('taxes the units of share funds and the goods of farms by their own rows', () => {
    const sold = (of: Leg['of'], product: Product = 'DELIVERY'): number | undefined =>
      noteOf('zero', [{ of, side: 'SELL', quantity: 1_000, price: 1_000, product }])['stt'];

    expect(sold({ ...RELIANCE, symbol: 'NIFTYBEES' })).to.equal(10);
    expect(sold(RELIANCE)).to.equal(1_000);
    expect(sold({ ...CRUDEOIL, symbol: 'KAPAS' })).to.equal(0);
    expect(sold(CRUDEOIL)).to.equal(100);
    expect(sold(USDINR)).to.equal(0);
  });

  it('has a note for each day and segment, with what was traded and estimated', () => {
    const legs: readonly Leg[] = [
      { ...SHARES, side: 'BUY', price: 100, product: 'INTRADAY', charges: 10_000 as never },
      { ...OPTION, side: 'BUY', price: 100 },
      { ...SHARES, side: 'SELL', price: 101, product: 'INTRADAY', charges: 20_000 as never },
      { ...SHARES, side: 'SELL', price: 102, product: 'INTRADAY', on: '2026-04-16' },
    ];

    const notes = contractNotes(TABLE, 'flat20', noted(legs));

    expect(
      notes.map(({ day, segment, bought, sold, orders, estimated }) => [
        day - (notes[0]?.day ?? 0),
        segment,
        inRupees(bought),
        inRupees(sold),
        orders,
        inRupees(estimated),
      ]),
    ).to.deep.equal([
      [0, 'NSE_INTRA', 10_000, 10_100, 2, 3],
      [0, 'NFO_OPT', 6_500, 0, 1, 0],
      [1, 'NSE_INTRA', 0, 10_200, 1, 0],
    ]);
  });
});

const INSTRUMENTS = [NIFTY_OPTION, NIFTY_FUTURE, RELIANCE, RELIANCE_BSE, CRUDEOIL, SENSEX_OPTION, USDINR];
const arbitraryTrip = fc.record({
  of: fc.constantFrom(...INSTRUMENTS),
  product: fc.constantFrom<Product>('INTRADAY', 'CARRY_FORWARD'),
  quantity: fc.integer({ min: 1, max: 5_000 }),
  bought: fc.integer({ min: 1, max: 600_000 }).map((ticks) => ticks / 20),
  sold: fc.integer({ min: 1, max: 600_000 }).map((ticks) => ticks / 20),
  plan: fc.constantFrom('zero', 'flat5', 'flat20'),
});
const totalOf = (plan: string, legs: readonly Leg[]): number => noteOf(plan, legs)['total'] ?? NaN;

describe('a contract note', () => {
  it('costs something, and no less for more units', () => {
    fc.assert(
      fc.property(arbitraryTrip, fc.integer({ min: 1, max: 100 }), ({ plan, bought, sold, ...leg }, more) => {
        const total = totalOf(plan, roundTrip(leg, bought, sold));
        const larger = totalOf(plan, roundTrip({ ...leg, quantity: leg.quantity + more }, bought, sold));

        expect(total).to.be.at.least(0);
        expect(larger).to.be.at.least(total);
      }),
    );
  });

  it('costs the same short first', () => {
    fc.assert(
      fc.property(arbitraryTrip, ({ plan, bought, sold, ...leg }) => {
        const legs = roundTrip(leg, bought, sold);

        expect(totalOf(plan, [...legs].reverse())).to.equal(totalOf(plan, legs));
      }),
    );
  });

  it('of an order cut into slices differs only in brokerage and the tax on it', () => {
    fc.assert(
      fc.property(arbitraryTrip, fc.integer({ min: 2, max: 9 }), ({ plan, bought, ...leg }, slices) => {
        const whole: Leg = { ...leg, quantity: leg.quantity * slices, side: 'BUY', price: bought };
        const cut = Array.from({ length: slices }, (): Leg => ({ ...leg, side: 'BUY', price: bought }));
        const fees = ['exchange', 'sebi', 'stt', 'stamp'] as const;
        const [one, many] = [noteOf(plan, [whole]), noteOf(plan, cut)];

        expect(fees.map((fee) => many[fee])).to.deep.equal(fees.map((fee) => one[fee]));
        expect(many['brokerage']).to.be.at.least(one['brokerage'] ?? NaN);
        expect(many['total']).to.be.at.least(one['total'] ?? NaN);
      }),
    );
  });
});
