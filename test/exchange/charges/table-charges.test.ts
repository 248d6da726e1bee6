import { expect } from 'chai';
import fc from 'fast-check';
import { type ChargeItems, NO_CHARGE_ITEMS, plusItems, totalOf } from '../../../src/domain/charge-items.js';
import { UsageError } from '../../../src/domain/failure.js';
import type { Instrument } from '../../../src/domain/instrument.js';
import {
  inRupees,
  NO_MONEY,
  plus,
  type Price,
  type Quantity,
  rupees,
  valueOf,
} from '../../../src/domain/money.js';
import type { Order } from '../../../src/domain/order.js';
import { sessionDayOf } from '../../../src/domain/session.js';
import { epochMs } from '../../../src/domain/time.js';
import { tokenOf } from '../../../src/domain/token.js';
import type { Traded } from '../../../src/exchange/charges.js';
import { contractNotes } from '../../../src/exchange/charges/contract-note.js';
import { tableCharges } from '../../../src/exchange/charges/table-charges.js';
import { instrument } from '../../support/instrument.js';
import { ist } from '../../support/ist.js';
import { order } from '../../support/order.js';
import {
  CRUDEOIL,
  NIFTY_FUTURE,
  NIFTY_OPTION,
  noted,
  RELIANCE,
  SENSEX_OPTION,
  TABLE,
  told,
  USDINR,
} from './noted.js';

const AT = epochMs(ist('2026-04-15T10:00:00'));
const KNOWN = new Map(
  [NIFTY_OPTION, NIFTY_FUTURE, RELIANCE, CRUDEOIL, SENSEX_OPTION, USDINR].map((one) => [one.token, one]),
);
const chargesOf = (plan: string) => tableCharges(TABLE, plan).for(KNOWN, sessionDayOf(AT));
const traded = (quantity: number, price: number, at = AT): Traded => ({
  id: 'x',
  quantity: quantity as Quantity,
  price: price as Price,
  at,
  against: 1,
});
const orderOf = (of: Instrument, facts: Partial<Order> = {}): Order => order({ token: of.token, ...facts });

describe('tableCharges', () => {
  it('itemises an execution, to a ten-thousandth of a rupee', () => {
    const items = chargesOf('flat20').of(traded(65, 135.5), orderOf(NIFTY_OPTION, { side: 'SELL' }));

    expect(told(items)).to.deep.equal({
      brokerage: 20,
      exchange: 3.1293, // 8,807.50 * 3,552 / 10^7 = 3.128424, and to the fund 0.000881
      sebi: 0.0088,
      stt: 13.2113, // 13.21125
      stamp: 0,
      gst: 4.1649, // 18 % of 23.1381
      total: 40.5143,
    });
  });

  it('takes stamp duty of the buyer and tax of the seller', () => {
    const of = (side: 'BUY' | 'SELL'): ChargeItems =>
      chargesOf('zero').of(traded(100, 1_000), orderOf(RELIANCE, { side, product: 'INTRADAY' }));

    expect([inRupees(of('BUY').stamp), inRupees(of('BUY').stt)]).to.deep.equal([3, 0]);
    expect([inRupees(of('SELL').stamp), inRupees(of('SELL').stt)]).to.deep.equal([0, 25]);
  });

  it('takes a flat brokerage with the first execution of an order, and no other', () => {
    const charges = chargesOf('flat20');
    const bought = (filled: number): number =>
      inRupees(
        charges.of(traded(65, 100), orderOf(NIFTY_OPTION, { quantity: 195 as Quantity, filled })).brokerage,
      );

    expect([bought(0), bought(65), bought(130)]).to.deep.equal([20, 0, 0]);
  });

  it('shares a capped brokerage among the executions of an order', () => {
    const charges = chargesOf('flat20');
    const bought = (filled: number): number =>
      inRupees(
        charges.of(
          traded(20, 1_000),
          orderOf(RELIANCE, {
            quantity: 100 as Quantity,
            filled,
            filledValue: rupees(filled * 1_000),
            product: 'INTRADAY',
          }),
        ).brokerage,
      );

    expect([0, 20, 40, 60, 80].map(bought)).to.deep.equal([6, 6, 6, 2, 0]); // 0.03 % of 20,000, up to 20 in all
  });

  it('takes no more than the cap of an order whose executions were at falling prices', () => {
    const charges = chargesOf('flat20');
    const asked = { quantity: 100 as Quantity, side: 'SELL', product: 'INTRADAY' } as const;
    const first = charges.of(traded(50, 1_300), orderOf(RELIANCE, asked));
    const rest = charges.of(
      traded(50, 900),
      orderOf(RELIANCE, { ...asked, filled: 50, filledValue: rupees(65_000) }),
    );

    expect([first, rest].map(({ brokerage }) => inRupees(brokerage))).to.deep.equal([19.5, 0.5]);
  });

  it('charges by the day of the execution', () => {
    const charges = tableCharges(TABLE, 'zero').for(KNOWN, sessionDayOf(epochMs(ist('2026-03-31T10:00:00'))));
    const sold = (at: string): number =>
      inRupees(charges.of(traded(65, 100, epochMs(ist(at))), orderOf(NIFTY_OPTION, { side: 'SELL' })).stt);

    expect([sold('2026-03-31T15:29:59'), sold('2026-04-01T09:15:00')]).to.deep.equal([6.5, 9.75]);
  });

  it('refuses what no table tells of, by name: an exchange, bonds, a day', () => {
    const start = (facts: Partial<Instrument>, on = '2026-04-15'): unknown => {
      const one = instrument({ token: tokenOf('X', '1'), name: 'X:ONE', ...facts });
      return tableCharges(TABLE, 'zero').for(
        new Map([[one.token, one]]),
        sessionDayOf(epochMs(ist(`${on}T10:00:00`))),
      );
    };

    expect(() => start({ exchange: 'BINANCE', kind: 'SPOT' })).to.throw(
      UsageError,
      'no charges are known for X:ONE (BINANCE SPOT): --charges none runs without any',
    );
    expect(() => start({ exchange: 'NSE', kind: 'GS' })).to.throw(UsageError, 'X:ONE (NSE GS)');
    expect(() => start({ exchange: 'NSE', kind: 'EQ' }, '2020-06-30')).to.throw(
      UsageError,
      'no charges are known for X:ONE on 2020-06-30: NSE_INTRA has no row for EXCHANGE, SEBI, STAMP, GST then',
    );
    expect(() => start({ exchange: 'NSE', kind: 'EQ' }, '2020-07-01')).to.not.throw();
    expect(() => start({ exchange: 'NSE', kind: 'INDEX' })).to.not.throw(); // nobody can trade it
  });

  it('adds up, over the executions of a day, to the note but for its rounding', () => {
    const leg = fc.record({
      of: fc.constantFrom(...KNOWN.values()),
      side: fc.constantFrom('BUY' as const, 'SELL' as const),
      product: fc.constantFrom('INTRADAY' as const, 'DELIVERY' as const),
      parts: fc.array(fc.integer({ min: 1, max: 500 }), { minLength: 1, maxLength: 4 }),
      price: fc.integer({ min: 1, max: 400_000 }).map((ticks) => ticks / 20),
    });
    fc.assert(
      fc.property(
        fc.array(leg, { minLength: 1, maxLength: 6 }),
        fc.constantFrom('zero', 'flat10', 'flat20'),
        (legs, plan) => {
          const charges = chargesOf(plan);
          let items = NO_CHARGE_ITEMS;
          const fills = legs.flatMap(({ of, side, product, parts, price }, i) => {
            let filled = 0;
            let filledValue = NO_MONEY;
            const quantity = parts.reduce((sum, part) => sum + part, 0) as Quantity;
            return parts.map((part) => {
              const own = charges.of(
                traded(part, price),
                orderOf(of, { side, product, quantity, filled, filledValue }),
              );
              filled += part;
              filledValue = plus(filledValue, valueOf(price as Price, part, 1));
              items = plusItems(items, own);
              return {
                of,
                side,
                product,
                quantity: part,
                price,
                orderId: `o${i}` as Order['id'],
                charges: totalOf(own),
              };
            });
          });

          const notes = contractNotes(TABLE, plan, noted(fills));

          const sum = notes.map((note) => note.items).reduce(plusItems, NO_CHARGE_ITEMS);
          const step = notes.length * 0.5 + 0.001 * fills.length; // tax is to the rupee on each note
          for (const item of ['brokerage', 'exchange', 'sebi', 'stamp', 'gst', 'stt'] as const)
            expect(inRupees(sum[item]), item).to.be.closeTo(
              inRupees(items[item]),
              item === 'stt' ? step : step / 20,
            );
          const estimated = notes.reduce((total, note) => total + note.estimated, 0);
          expect(estimated).to.equal(totalOf(items));
        },
      ),
    );
  });
});
