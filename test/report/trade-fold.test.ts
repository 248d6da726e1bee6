import { expect } from 'chai';
import fc from 'fast-check';
import type { Fill } from '../../src/domain/fill.js';
import type { Side } from '../../src/domain/intent.js';
import { NO_CHARGE_ITEMS } from '../../src/domain/charge-items.js';
import { type Money, NO_MONEY, plus, type Price, type Quantity, rupees } from '../../src/domain/money.js';
import type { OrderId } from '../../src/domain/order.js';
import { applyFill, FLAT } from '../../src/domain/position.js';
import { epochMs } from '../../src/domain/time.js';
import { MarkRing } from '../../src/report/mark-ring.js';
import type { Trade } from '../../src/report/trade.js';
import { TradeFold } from '../../src/report/trade-fold.js';
import { ACC } from './belt.js';

const OWNER = { strategy: 'alpha', token: ACC, instrument: 'NSE:ACC-EQ' };

const fillOf = (index: number, side: Side, quantity: number, price: number, charges: number): Fill => ({
  id: String(index),
  orderId: `order-${String(index)}` as OrderId,
  strategy: 'alpha',
  token: ACC,
  side,
  quantity: quantity as Quantity,
  price: price as Price,
  at: epochMs(index * 1000),
  charges: rupees(charges),
  items: { ...NO_CHARGE_ITEMS, brokerage: rupees(charges) },
  against: undefined,
});

interface Folded {
  readonly trades: readonly Trade[];
  readonly unfinished: { readonly realised: Money; readonly charges: Money };
  /** Sum of what `applyFill` says was realised. */
  readonly realised: Money;
  readonly held: number;
}

/** Folds fills, the n-th brought by order update 10 n. */
const fold = (fills: readonly Fill[], multiplier = 1): Folded => {
  const folded = new TradeFold({ ...OWNER, multiplier }, new MarkRing());
  const trades: Trade[] = [];
  let position = FLAT;
  let sum = NO_MONEY;
  fills.forEach((fill, index) => {
    const [after, realised] = applyFill(position, fill, multiplier);
    const trade = folded.take(fill, position.quantity, realised, (index + 1) * 10);
    if (trade !== undefined) trades.push(trade);
    position = after;
    sum = plus(sum, realised);
  });
  return { trades, unfinished: folded.unfinished, realised: sum, held: position.quantity };
};

describe('TradeFold', () => {
  it('makes a round trip of an entry and an exit', () => {
    const { trades } = fold([fillOf(0, 'BUY', 10, 100, 1.5), fillOf(1, 'SELL', 10, 103.25, 2)]);

    expect(trades).to.deep.equal([
      {
        ...OWNER,
        side: 'LONG',
        quantity: 10,
        openedAt: 0,
        closedAt: 1000,
        entryPrice: 100,
        exitPrice: 103.25,
        grossPnl: 325_000, // 10 * 3.25 rupees
        charges: 35_000,
        netPnl: 290_000,
        excursion: undefined, // nobody told a price
        initialRisk: undefined,
        entryOrder: 'order-0',
        exitOrder: 'order-1',
        entrySeq: 10,
        exitSeq: 20,
      },
    ]);
  });

  it('averages what was added, and shows the most that was held', () => {
    const { trades } = fold([
      fillOf(0, 'SELL', 10, 100, 0),
      fillOf(1, 'SELL', 30, 104, 0),
      fillOf(2, 'BUY', 20, 98, 0),
      fillOf(3, 'SELL', 10, 101, 0),
      fillOf(4, 'BUY', 30, 95, 0),
    ]);

    expect(trades).to.have.length(1);
    const [trade] = trades;
    expect(trade?.side).to.equal('SHORT');
    expect(trade?.quantity).to.equal(40); // after the second fill
    expect(trade?.entryPrice).to.equal(102.6); // (10 * 100 + 30 * 104 + 10 * 101) / 50 = 5130 / 50
    expect(trade?.exitPrice).to.equal(96.2); // (20 * 98 + 30 * 95) / 50 = 4810 / 50
    expect(trade?.grossPnl).to.equal(rupees(320)); // 5130 - 4810
  });

  it('splits a fill that crosses zero, its charges by quantity', () => {
    const { trades, unfinished, held } = fold([
      fillOf(0, 'BUY', 10, 100, 1),
      fillOf(1, 'SELL', 30, 110, 10),
      fillOf(2, 'BUY', 20, 105, 2),
    ]);

    expect(trades.map(({ side, quantity }) => [side, quantity])).to.deep.equal([
      ['LONG', 10],
      ['SHORT', 20],
    ]);
    expect(trades.map(({ charges }) => charges)).to.deep.equal([
      10_000 + 33_333, // a third of 10 rupees, to the nearest ten-thousandth
      66_667 + 20_000, // and what was left of it
    ]);
    expect(trades.map(({ grossPnl }) => grossPnl)).to.deep.equal([rupees(100), rupees(100)]);
    expect(trades.map(({ entryOrder, exitOrder }) => [entryOrder, exitOrder])).to.deep.equal([
      ['order-0', 'order-1'],
      ['order-1', 'order-2'],
    ]);
    expect([unfinished.realised, unfinished.charges, held]).to.deep.equal([0, 0, 0]);
  });

  it('keeps a trade that has not ended', () => {
    const { trades, unfinished } = fold([fillOf(0, 'BUY', 10, 100, 1), fillOf(1, 'SELL', 4, 101, 1)]);

    expect(trades).to.deep.equal([]);
    expect(unfinished).to.deep.equal({ realised: rupees(4), charges: rupees(2) });
  });

  it('loses no money: trades and what is open sum to what fills realised and cost', () => {
    const fills = fc.array(
      fc.tuple(
        fc.constantFrom<Side>('BUY', 'SELL'),
        fc.integer({ min: 1, max: 500 }),
        fc.integer({ min: 1, max: 400_000 }),
        fc.integer({ min: 0, max: 1_000_000 }),
      ),
      { maxLength: 60 },
    );

    fc.assert(
      fc.property(fills, fc.constantFrom(1, 10, 100), (rows, multiplier) => {
        const folded = fold(
          rows.map(([side, quantity, paise, charges], index) =>
            fillOf(index, side, quantity, paise / 400, charges / 10_000),
          ),
          multiplier,
        );
        const grossPnl = folded.trades.reduce((sum, trade) => sum + trade.grossPnl, 0);
        const charges = folded.trades.reduce((sum, trade) => sum + trade.charges, 0);

        expect(grossPnl + folded.unfinished.realised).to.equal(folded.realised);
        expect(charges + folded.unfinished.charges).to.equal(rows.reduce((sum, row) => sum + row[3], 0));
        if (folded.held !== 0) return;
        // All is sold that was bought: the profit is what came in less what went out, in ten-thousandths.
        const cash = rows.reduce(
          (sum, [side, quantity, paise]) =>
            sum + BigInt(side === 'SELL' ? quantity : -quantity) * BigInt(paise) * 25n * BigInt(multiplier),
          0n,
        );
        expect(BigInt(grossPnl)).to.equal(cash);
      }),
    );
  });

  it('has one trade for each time the position leaves zero and comes back or crosses it', () => {
    const quantities = fc.array(fc.integer({ min: -5, max: 5 }).filter((quantity) => quantity !== 0));

    fc.assert(
      fc.property(quantities, (signed) => {
        const { trades } = fold(
          signed.map((quantity, index) =>
            fillOf(index, quantity > 0 ? 'BUY' : 'SELL', Math.abs(quantity), 100, 0),
          ),
        );

        let held = 0;
        let ended = 0;
        for (const quantity of signed) {
          const after = held + quantity;
          if (held !== 0 && (after === 0 || after > 0 !== held > 0)) ended += 1;
          held = after;
        }
        expect(trades).to.have.length(ended);
      }),
    );
  });
});
