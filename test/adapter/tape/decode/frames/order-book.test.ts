import { expect } from 'chai';
import fc from 'fast-check';
import {
  type BookChange,
  OrderBook,
  type WholeBook,
} from '../../../../../src/adapter/tape/decode/frames/order-book.js';
import type { Level } from '../../../../../src/codec/binance/frame.js';

const change = (firstId: number, lastId: number, bids: Level[] = [], asks: Level[] = [], previousId?: number): BookChange => ({
  kind: 'Change', symbol: 'X', exchangeAt: undefined, firstId, lastId, previousId, bids, asks,
}); // prettier-ignore
const whole = (lastId: number, bids: Level[] = [], asks: Level[] = []): WholeBook => ({
  kind: 'Book', symbol: 'X', exchangeAt: undefined, lastId, bids, asks,
}); // prettier-ignore

const sidesOf = ({ bids, asks }: OrderBook): { bids: Level[]; asks: Level[] } => ({
  bids: bids.prices.map((price, i) => [price, bids.quantities[i] ?? NaN]),
  asks: asks.prices.map((price, i) => [price, asks.quantities[i] ?? NaN]),
});

describe('OrderBook', () => {
  it('keeps both sides in order, as sorting all levels would', () => {
    const level: fc.Arbitrary<Level> = fc.tuple(
      fc.integer({ min: 1, max: 30 }),
      fc.integer({ min: 0, max: 3 }),
    );
    const levels = fc.array(level, { maxLength: 12 });
    fc.assert(
      fc.property(
        levels,
        levels,
        fc.array(fc.tuple(levels, levels), { maxLength: 8 }),
        (bids, asks, changes) => {
          const book = new OrderBook();
          book.replace(whole(10, bids, asks));
          changes.forEach(([b, a], i) =>
            expect(book.change(change(11 + i, 11 + i, b, a)).kind).to.equal('Applied'),
          );

          const plain = (of: readonly (readonly Level[])[]): Level[] =>
            [...new Map(of.flat().map(([price, quantity]) => [price, quantity]))].filter(
              ([, quantity]) => quantity !== 0,
            );
          expect(sidesOf(book)).to.deep.equal({
            bids: plain([bids, ...changes.map(([b]) => b)]).sort(([a], [b]) => b - a),
            asks: plain([asks, ...changes.map(([, a]) => a)]).sort(([a], [b]) => a - b),
          });
        },
      ),
      { numRuns: 500 },
    );
  });

  it('lays changes over a whole book that comes after them, and drops those that it has', () => {
    const book = new OrderBook();
    expect(book.change(change(1, 5, [[100, 1]])).kind).to.equal('Kept');
    expect(book.change(change(6, 9, [[99, 2]])).kind).to.equal('Kept');
    expect(book.change(change(10, 12, [[98, 3]])).kind).to.equal('Kept');

    expect(book.replace(whole(7, [[97, 4]])).kind).to.equal('Applied');

    expect(sidesOf(book).bids).to.deep.equal([[99, 2], [98, 3], [97, 4]]); // prettier-ignore
    expect(book.change(change(8, 12, [[50, 1]])).kind).to.equal('Dropped');
    expect(book.change(change(13, 13, [[97, 0]])).kind).to.equal('Applied');
    expect(sidesOf(book).bids).to.deep.equal([[99, 2], [98, 3]]); // prettier-ignore
  });

  it('is lost where changes are missing, and whole again with the next whole book', () => {
    const book = new OrderBook();
    book.replace(whole(7, [[97, 4]]));
    expect(book.change(change(9, 9)), 'the first after it').to.deep.equal({
      kind: 'Lost',
      expected: 8,
      got: 9,
    });
    book.replace(whole(9, [[97, 4]]));
    book.change(change(10, 11));
    expect(book.change(change(13, 14, [[96, 1]]))).to.deep.equal({ kind: 'Lost', expected: 12, got: 13 });
    expect(book.isWhole).to.equal(false);
    expect(sidesOf(book)).to.deep.equal({ bids: [], asks: [] });

    expect(book.replace(whole(12, [[97, 4]])).kind).to.equal('Applied');

    expect(sidesOf(book).bids).to.deep.equal([[97, 4], [96, 1]]); // prettier-ignore
  });

  it('follows the numbers of futures, which tell the one before', () => {
    const book = new OrderBook();
    book.replace(whole(7));
    expect(book.change(change(6, 9, [], [], 5)).kind).to.equal('Applied');
    expect(book.change(change(15, 19, [], [], 9)).kind).to.equal('Applied');
    expect(book.change(change(25, 29, [], [], 18)).kind).to.equal('Lost');
  });
});
