import { expect } from 'chai';
import type { Depth } from '../../src/domain/depth.js';
import { MessageFlag } from '../../src/domain/touchline.js';
import { played } from './played.js';

const BOOK = { bid: 99, ask: 101, bidQuantity: 30, askQuantity: 50, last: 100, volume: 1_000 };
const NO_DEPTH: Depth = {
  bid2: undefined, bidQuantity2: undefined, ask2: undefined, askQuantity2: undefined,
  bid3: undefined, bidQuantity3: undefined, ask3: undefined, askQuantity3: undefined,
  bid4: undefined, bidQuantity4: undefined, ask4: undefined, askQuantity4: undefined,
  bid5: undefined, bidQuantity5: undefined, ask5: undefined, askQuantity5: undefined,
  lastQuantity: undefined, lastTradedAt: undefined,
  totalBuyQuantity: undefined, totalSellQuantity: undefined,
  lowerCircuit: undefined, upperCircuit: undefined,
}; // prettier-ignore
const LEVELS: Depth = {
  ...NO_DEPTH,
  ask2: 101.05,
  askQuantity2: 20,
  ask3: 101.2,
  askQuantity3: 40,
  bid2: 98.95,
  bidQuantity2: 10,
};

describe('an order that takes from the book', () => {
  it('gets what is displayed, and the rest one tick beyond', () => {
    const { place, tick } = played();
    place('1', { quantity: 80 });

    expect(tick(BOOK)).to.deep.equal(['1 Filled 50 @ 101', '1 Filled 30 @ 101.05']);
  });

  it('gets the rest as many ticks beyond as the model says', () => {
    for (const [extraTicks, price] of [
      [0, 98.95],
      [1, 98.9],
      [3, 98.8],
    ] as const) {
      const { place, tick } = played({ extraTicks });
      place('1', { side: 'SELL', quantity: 50 });

      expect(tick({ ...BOOK, depth: LEVELS })).to.deep.equal([
        '1 Filled 30 @ 99',
        '1 Filled 10 @ 98.95',
        `1 Filled 10 @ ${price}`,
      ]);
    }
  });

  it('gets no more than its share of what is displayed, in whole lots', () => {
    const { place, tick } = played({ participation: { liquid: 1, other: 0.5 } }, { lotSize: 10 });
    place('1', { quantity: 50 });

    expect(tick({ ...BOOK, askQuantity: 50 })).to.deep.equal(['1 Filled 20 @ 101', '1 Filled 30 @ 101.05']); // 0.5 · 50 = 25
  });

  it('takes all of the book of an index future, half of any other, unless told otherwise', () => {
    const of = (kind: string): readonly string[] => {
      const { place, tick } = played({ participation: { liquid: 1, other: 0.5 } }, { kind });
      place('1', { quantity: 40 });
      return tick(BOOK);
    };

    expect(of('FUTIDX')).to.deep.equal(['1 Filled 40 @ 101']);
    expect(of('FUTSTK')).to.deep.equal(['1 Filled 25 @ 101', '1 Filled 15 @ 101.05']);
  });

  it('walks five levels where they are told, and leaves those that are of the past', () => {
    const fresh = played();
    fresh.place('1', { quantity: 120 });
    expect(fresh.tick({ ...BOOK, depth: LEVELS })).to.deep.equal([
      '1 Filled 50 @ 101',
      '1 Filled 20 @ 101.05',
      '1 Filled 40 @ 101.2',
      '1 Filled 10 @ 101.25',
    ]);

    const old = played({ staleMs: { liquid: 0, other: 500 } });
    old.tick({ ...BOOK, depth: LEVELS });
    old.place('1', { quantity: 60 });
    expect(old.tick({}), 'told a second ago').to.deep.equal(['1 Filled 50 @ 101', '1 Filled 10 @ 101.05']);
  });

  it('stops at a level that is no further than the one before', () => {
    const { place, tick } = played();
    place('1', { quantity: 60 });

    expect(tick({ ...BOOK, ask: 101.05, depth: LEVELS })).to.deep.equal([
      '1 Filled 50 @ 101.05',
      '1 Filled 10 @ 101.1',
    ]);
  });

  it('goes no further than its limit, and rests there with what is left', () => {
    const { place, tick } = played();
    place('1', { quantity: 100, limit: 101.1 });

    expect(tick({ ...BOOK, depth: LEVELS })).to.deep.equal(['1 Filled 50 @ 101', '1 Filled 20 @ 101.05']);
    expect(tick({ ask: 101.3, askQuantity: 500, depth: NO_DEPTH })).to.deep.equal([]);
    expect(tick({ ask: 101.05 }), 'at its limit, not at the better price').to.deep.equal([
      '1 Filled 30 @ 101.1',
    ]);
  });

  it('goes on taking while the other side is within its limit: each size once, at the price that is shown', () => {
    const { place, tick } = played();
    place('1', { quantity: 500, limit: 105 });
    place('2', { quantity: 500, limit: 95, side: 'SELL' });

    expect(tick(BOOK)).to.deep.equal(['1 Filled 50 @ 101', '2 Filled 30 @ 99']);
    expect(tick({ last: 101 }), 'the same sizes').to.deep.equal([]);
    expect(tick({ askQuantity: 60, bidQuantity: 40 })).to.deep.equal([
      '1 Filled 60 @ 101',
      '2 Filled 40 @ 99',
    ]);
    expect(tick({ ask: 103, bid: 96 })).to.deep.equal(['1 Filled 60 @ 103', '2 Filled 40 @ 96']);
    expect(tick({ ask: 105.05, bid: 94.95 }), 'now they rest').to.deep.equal([]);
    expect(tick({ ask: 104 })).to.deep.equal(['1 Filled 330 @ 105']);
    expect(tick({ bid: 96 })).to.deep.equal(['2 Filled 390 @ 95']);
  });

  it('pays slippage for what it goes on taking, in whole lots of its share', () => {
    const { place, tick } = played(
      { slippage: { kind: 'ticks', ticks: 2 }, participation: { liquid: 1, other: 0.5 } },
      { lotSize: 10 },
    );
    place('1', { quantity: 500, limit: 105 });

    expect(tick(BOOK)).to.deep.equal(['1 Filled 20 @ 101.1']);
    expect(tick({ askQuantity: 90 })).to.deep.equal(['1 Filled 40 @ 101.1']);
  });

  it('rests at the price at which it has had what was displayed', () => {
    const { place, tick } = played();
    place('1', { quantity: 80, limit: 101 });

    expect(tick(BOOK)).to.deep.equal(['1 Filled 50 @ 101']);
    expect(tick({ bid: 98, ask: 100 }), 'sellers came through it').to.deep.equal(['1 Filled 30 @ 101']);
  });

  it('goes on taking as a stop limit that woke, and with a new limit', () => {
    const { place, modify, tick } = played();
    tick(BOOK);
    place('1', { quantity: 80, type: 'STOP_LIMIT', trigger: 101, limit: 103, isTriggered: false });
    place('2', { quantity: 80, limit: 98 });

    expect(tick({ last: 101 })).to.deep.equal(['1 Triggered']);
    expect(tick({})).to.deep.equal(['1 Filled 50 @ 101']);
    expect(tick({ askQuantity: 60 })).to.deep.equal(['1 Filled 30 @ 101']);
    modify('2', { quantity: 80, limit: 103 });
    expect(tick({}), 'what is left of the 60').to.deep.equal(['2 Filled 30 @ 101']);
    expect(tick({ ask: 102 })).to.deep.equal(['2 Filled 50 @ 102']);
  });

  it('does not come to rest before the tape has told a price', () => {
    const { place, tick } = played();
    place('1', { quantity: 10, limit: 105 });

    expect(tick({ volume: 1_000 })).to.deep.equal([]);
    expect(tick(BOOK)).to.deep.equal(['1 Filled 10 @ 101']);
  });

  it('cancels what an IOC does not get at once', () => {
    const { place, tick } = played();
    place('1', { quantity: 60, limit: 101, validity: 'IOC' });
    place('2', { quantity: 60, limit: 100, validity: 'IOC' });
    place('3', { quantity: 20, validity: 'IOC', side: 'SELL' });

    expect(tick(BOOK)).to.deep.equal([
      '1 Filled 50 @ 101',
      '1 Cancelled: IOC: this did not trade at once',
      '2 Cancelled: IOC: this did not trade at once',
      '3 Filled 20 @ 99',
    ]);
  });

  it('does not get units twice that another of our orders has taken, until they are shown anew', () => {
    const { place, tick } = played();
    place('1', { quantity: 30 });
    place('2', { quantity: 30, limit: 101 });

    expect(tick(BOOK)).to.deep.equal(['1 Filled 30 @ 101', '2 Filled 20 @ 101']);
    place('3', { quantity: 5, limit: 101 });
    expect(tick({ last: 101 }), 'the same 50').to.deep.equal([]);
    expect(tick({ askQuantity: 12 }), 'other 12').to.deep.equal(['2 Filled 10 @ 101', '3 Filled 2 @ 101']);
  });

  it('waits at an empty side, a crossed or locked book, and a book of the past', () => {
    const { place, tick, exchange } = played({ staleMs: { liquid: 5_000, other: 5_000 } });
    place('1', { quantity: 10 });

    expect(tick({ ...BOOK, ask: undefined })).to.deep.equal([]);
    expect(tick({ ask: 99 }), 'locked').to.deep.equal([]);
    expect(tick({ ask: 98.95 }), 'crossed').to.deep.equal([]);
    expect(tick({ ask: 101, flags: MessageFlag.Stale })).to.deep.equal([]);
    expect(tick({ flags: 0, exchangeAt: 0 })).to.deep.equal([]);
    expect(exchange.skipped).to.deep.equal({ crossed: 2, stale: 2, worthless: 0 });
    expect(tick({ exchangeAt: undefined })).to.deep.equal(['1 Filled 10 @ 101']);
  });

  it('does not sell an option that nobody offers to a bid of the smallest price', () => {
    const { place, tick, exchange } = played({}, { optionType: 'CE' });
    place('1', { quantity: 10, side: 'SELL' });

    expect(tick({ ...BOOK, last: 0.05, bid: 0.05, ask: undefined })).to.deep.equal([]);
    expect(exchange.skipped).to.include({ worthless: 1 });
    expect(tick({ bid: 0.1 })).to.deep.equal(['1 Filled 10 @ 0.1']);
  });

  it('does not take a book that was emptied for a tape without quotes', () => {
    const { place, tick } = played();
    tick({ last: 100, volume: 1_000, bid: 99, ask: 101 });
    place('1', { quantity: 10 });

    expect(tick({ bid: undefined, ask: undefined, volume: 9_000 })).to.deep.equal([]);
  });

  it('gets its share of the volume where no sizes are told, and waits for the rest', () => {
    const { place, tick } = played({}, { lotSize: 5 });
    tick({ bid: 99, ask: 101, volume: 1_000 });
    place('1', { quantity: 15 });

    expect(tick({ volume: 1_100 })).to.deep.equal(['1 Filled 10 @ 101']); // 0.1 · 100
    expect(tick({ volume: 1_120 }), '2 of a lot of 5').to.deep.equal([]);
    expect(tick({ volume: 1_150, ask: 102 }), '2 + 3').to.deep.equal(['1 Filled 5 @ 102']);
  });

  it('gets its share of the volume at the touch, not at its limit, where no sizes are told', () => {
    const { place, tick } = played();
    tick({ bid: 99, ask: 101, volume: 1_000 });
    place('1', { quantity: 15, limit: 105 });

    expect(tick({ volume: 1_100 })).to.deep.equal(['1 Filled 10 @ 101']);
    expect(tick({ volume: 1_200, ask: 102 })).to.deep.equal(['1 Filled 5 @ 102']);
  });

  it('gets all beyond the touch where neither sizes nor volumes are told', () => {
    const { place, tick } = played();
    place('1', { quantity: 15 });

    expect(tick({ bid: 99, ask: 101 })).to.deep.equal(['1 Filled 15 @ 101.05']);
  });

  it('pays the slippage of the model besides, on the grid, and not beyond its limit', () => {
    const { place, tick } = played({ slippage: { kind: 'spread', share: 0.06 } });
    place('1', { quantity: 10 });
    place('2', { quantity: 10, limit: 101.1 });
    place('3', { quantity: 10, side: 'SELL' });

    expect(tick(BOOK)).to.deep.equal([
      '1 Filled 10 @ 101.15', // 0.06 · 2 = 0.12, on the grid of 0.05
      '2 Filled 10 @ 101.1',
      '3 Filled 10 @ 98.85',
    ]);
  });
});
