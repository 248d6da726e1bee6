import { expect } from 'chai';
import fc from 'fast-check';
import type { Tick } from '../../src/domain/tick.js';
import { executionPrice } from '../../src/exchange/matching/execution-price.js';
import { order } from '../support/order.js';
import { tick } from '../support/tick.js';

const book = { bid: 99, ask: 101, bidQuantity: 10, askQuantity: 10, last: 100 };
const quoted = tick(book);
const noBid = tick({ ...book, bid: undefined });
const noAsk = tick({ ...book, ask: undefined });
const noQuotes = tick({ last: 100 });

describe('executionPrice', () => {
  const table: Readonly<
    Record<
      string,
      readonly [side: 'BUY' | 'SELL', limit: number | undefined, against: Tick, price: number | undefined]
    >
  > = {
    'a purchase takes the ask': ['BUY', undefined, quoted, 101],
    'a sale takes the bid': ['SELL', undefined, quoted, 99],
    'a purchase takes the last price where there are no quotes': ['BUY', undefined, noQuotes, 100],
    'a sale takes the last price where there are no quotes': ['SELL', undefined, noQuotes, 100],
    'nothing is bought of an empty side': ['BUY', undefined, noAsk, undefined],
    'nothing is sold to an empty side': ['SELL', undefined, noBid, undefined],
    'a purchase does not mind an empty bid': ['BUY', undefined, noBid, 101],
    'a sale does not mind an empty ask': ['SELL', undefined, noAsk, 99],
    'an emptied book is no missing one': [
      'BUY',
      undefined,
      tick({ last: 100, bidQuantity: 0, askQuantity: 0 }),
      undefined,
    ],
    'an emptied ask is no missing book': ['BUY', undefined, tick({ last: 100, askQuantity: 0 }), undefined],
    'an emptied bid is no missing book': ['SELL', undefined, tick({ last: 100, bidQuantity: 0 }), undefined],
    'nothing trades without any price': ['BUY', undefined, tick(), undefined],
    'a limit purchase waits above its limit': ['BUY', 100.95, quoted, undefined],
    'a limit purchase trades at its limit': ['BUY', 101, quoted, 101],
    'a limit purchase takes the ask within its limit': ['BUY', 105, quoted, 101],
    'a limit sale waits below its limit': ['SELL', 99.05, quoted, undefined],
    'a limit sale trades at its limit': ['SELL', 99, quoted, 99],
    'a limit sale takes the bid within its limit': ['SELL', 95, quoted, 99],
    'a limit purchase waits at an empty side': ['BUY', 105, noAsk, undefined],
    'a limit purchase goes by the last price where there are no quotes': ['BUY', 100, noQuotes, 100],
    'a limit purchase waits for the last price where there are no quotes': [
      'BUY',
      99.95,
      noQuotes,
      undefined,
    ],
  };
  for (const [name, [side, limit, against, price]] of Object.entries(table))
    it(name, () => {
      expect(executionPrice(order({ side, limit }), against)).to.equal(price);
    });

  it('is the market order’s, and never worse than the limit', () => {
    const price = fc.integer({ min: 1, max: 20 });
    fc.assert(
      fc.property(fc.constantFrom('BUY', 'SELL'), price, price, price, (side, limit, bid, spread) => {
        const against = tick({ bid, ask: bid + spread });
        const atMarket = executionPrice(order({ side }), against);
        const atLimit = executionPrice(order({ side, limit }), against);

        expect(atMarket).to.equal(side === 'BUY' ? bid + spread : bid);
        const reached = side === 'BUY' ? bid + spread <= limit : bid >= limit;
        expect(atLimit).to.equal(reached ? atMarket : undefined);
      }),
    );
  });
});
