import { expect } from 'chai';
import { DEPTH_FIELDS, type Depth } from '../../src/domain/depth.js';
import { bookImbalance, totalImbalance } from '../../src/indicator/book-imbalance.js';
import { tick } from '../support/tick.js';

const depthOf = (known: Partial<Depth>): Depth => ({
  ...(Object.fromEntries(DEPTH_FIELDS.map((field) => [field, undefined])) as Depth),
  ...known,
});
const touch = { bid: 100, bidQuantity: 300, ask: 100.05, askQuantity: 100 };
const book = tick({
  ...touch,
  depth: depthOf({
    bid2: 99.95,
    bidQuantity2: 100,
    ask2: 100.1,
    askQuantity2: 500,
    bid3: 0,
    bidQuantity3: 900, // an empty level
    ask3: 100.15,
    askQuantity3: 200,
    totalBuyQuantity: 1_000,
    totalSellQuantity: 3_000,
  }),
});

describe('bookImbalance', () => {
  it('is the share by which the bids outweigh the asks', () => {
    expect(bookImbalance(book)).to.equal(0.5); // (300 - 100) / 400
    expect(bookImbalance(book, 2)).to.equal(-0.2); // (400 - 600) / 1000
    expect(bookImbalance(book, 3)).to.be.closeTo(-1 / 3, 1e-12); // (400 - 800) / 1200
    expect(bookImbalance(book, 5)).to.equal(bookImbalance(book, 3)); // nothing is known of the others
  });

  it('is 1 or -1 where one side is empty, and undefined where both are', () => {
    expect(bookImbalance(tick({ ...touch, ask: undefined, askQuantity: undefined }))).to.equal(1);
    expect(bookImbalance(tick({ ...touch, bidQuantity: 0 }))).to.equal(-1);
    expect(bookImbalance(tick({ ...touch, bid: undefined, ask: undefined }))).to.equal(undefined);
    expect(bookImbalance(tick({ ...touch, bidQuantity: 0, askQuantity: 0 }))).to.equal(undefined);
  });

  it('says nothing of levels where there is no depth', () => {
    expect(bookImbalance(tick(touch), 2)).to.equal(undefined);
    expect(bookImbalance(tick(touch), 1)).to.equal(0.5);
  });

  it('does not mind the scale of quantities or of prices', () => {
    const scaled = tick({ bid: 1, bidQuantity: 3_000, ask: 2, askQuantity: 1_000 });

    expect(bookImbalance(scaled)).to.equal(bookImbalance(tick(touch)));
  });
});

describe('totalImbalance', () => {
  it('is that of all that waits', () => {
    expect(totalImbalance(book)).to.equal(-0.5); // (1000 - 3000) / 4000
  });

  it('is undefined where the feed does not say, and where nothing waits', () => {
    expect(totalImbalance(tick(touch))).to.equal(undefined);
    expect(totalImbalance(tick({ depth: depthOf({ totalBuyQuantity: 0, totalSellQuantity: 0 }) }))).to.equal(
      undefined,
    );
  });
});
