import { expect } from 'chai';
import type { Depth } from '../../src/domain/depth.js';
import { played } from './played.js';

/** The touch is 100 to 101; at the bid stand 100 units. */
const BOOK = { bid: 100, ask: 101, bidQuantity: 100, askQuantity: 50, last: 101, volume: 1_000 };

/** A purchase of `quantity` at 100 has arrived and rests behind the 100 at the bid. */
const resting = (quantity: number, ...how: Parameters<typeof played>) => {
  const market = played(...how);
  market.place('1', { quantity, limit: 100 });
  market.tick(BOOK);
  return market;
};

describe('an order that rests', () => {
  it('waits for the units before it: 100 ahead, 80 trade, then 30, then 50', () => {
    const { tick } = resting(50, { queueShare: 1 });

    expect(tick({ last: 100, volume: 1_080 }), '20 ahead').to.deep.equal([]);
    expect(tick({ volume: 1_110 })).to.deep.equal(['1 Filled 10 @ 100']);
    expect(tick({ volume: 1_160 })).to.deep.equal(['1 Filled 40 @ 100']);
  });

  it('believes a share of the volume to have traded at its price', () => {
    const { tick } = resting(50, { queueShare: 0.5 });

    expect(tick({ last: 100, volume: 1_200 }), '100 of 200').to.deep.equal([]);
    expect(tick({ volume: 1_260 })).to.deep.equal(['1 Filled 30 @ 100']);
  });

  it('is not reached by what trades at another price', () => {
    const { tick } = resting(50);

    expect(tick({ last: 101, volume: 9_000 })).to.deep.equal([]);
  });

  it('stands behind no more than is displayed', () => {
    const { tick } = resting(50, { queueShare: 1 });

    expect(tick({ bidQuantity: 20 }), '80 cancelled, from behind').to.deep.equal([]);
    expect(tick({ last: 100, volume: 1_030, bidQuantity: 20 })).to.deep.equal(['1 Filled 10 @ 100']);
  });

  it('stands behind nothing that was displayed behind the touch in the past', () => {
    const placedWith = (staleMs: number): readonly string[] => {
      const { place, tick } = played({ queueShare: 1, staleMs: { liquid: 0, other: staleMs } });
      tick({ ...BOOK, depth: { bid2: 99, bidQuantity2: 30 } as Depth });
      place('1', { quantity: 20, limit: 99 });
      tick({});
      tick({ bid: 99, bidQuantity: 60 });
      return tick({ last: 99, volume: 1_040 });
    };

    expect(placedWith(60_000), 'behind 30').to.deep.equal(['1 Filled 10 @ 99']);
    expect(placedWith(500), 'behind 60').to.deep.equal([]);
  });

  it('moves up by the share of cancellations that is believed to be ahead', () => {
    const { tick } = resting(50, { queueShare: 1, cancelAhead: 0.5 });

    expect(tick({ bidQuantity: 90 }), '100 − 0.5 · 10 = 95, but 90 are displayed').to.deep.equal([]);
    expect(tick({ bidQuantity: 90, volume: 1_095, last: 100 })).to.deep.equal(['1 Filled 5 @ 100']);
  });

  it('gets all that is left when the other side comes through its price, at its price', () => {
    const { tick } = resting(500);

    expect(tick({ bid: 98, ask: 99, askQuantity: 1 })).to.deep.equal(['1 Filled 500 @ 100']);
  });

  it('gets what is displayed when the other side comes to its price', () => {
    const { tick } = resting(500);

    expect(tick({ bid: 99, ask: 100, askQuantity: 60 })).to.deep.equal(['1 Filled 60 @ 100']);
    expect(tick({ bid: 98 }), 'the same 60').to.deep.equal([]);
    expect(tick({ askQuantity: 61 })).to.deep.equal(['1 Filled 61 @ 100']);
  });

  it('gets what traded when a trade goes through its price', () => {
    const { tick } = resting(500);

    expect(tick({ last: 99.95, volume: 1_000 }), 'a price of long ago').to.deep.equal([]);
    expect(tick({ volume: 1_040 })).to.deep.equal(['1 Filled 40 @ 100']);
    expect(tick({})).to.deep.equal([]);
  });

  it('gets all that traded at its price when that used the level up', () => {
    const { tick } = resting(500, { queueShare: 0.5 });

    expect(tick({ bid: 99.9, bidQuantity: 5, last: 100, volume: 1_130 })).to.deep.equal([
      '1 Filled 30 @ 100',
    ]); // 130 − 100
  });

  it('is first where it improves on the bid, and gets a share of what trades at its price', () => {
    const { place, tick } = played({ queueShare: 0.5 });
    place('1', { quantity: 50, limit: 100.5 });
    tick(BOOK);

    expect(tick({ last: 101, volume: 1_040 })).to.deep.equal([]);
    expect(tick({ last: 100.5, volume: 1_080 })).to.deep.equal(['1 Filled 20 @ 100.5']);
  });

  it('takes its place when the bid comes to its price, and trades nothing on that tick', () => {
    const { place, tick } = played({ queueShare: 1 });
    place('1', { quantity: 50, limit: 99 });
    tick(BOOK);

    expect(tick({ last: 99.5, volume: 5_000 })).to.deep.equal([]);
    expect(tick({ bid: 99, bidQuantity: 10, last: 99, volume: 6_000 })).to.deep.equal([]);
    expect(tick({ volume: 6_030 })).to.deep.equal(['1 Filled 20 @ 99']);
  });

  it('never trades by its queue where no sizes are told', () => {
    const { place, tick } = played({ queueShare: 1 });
    place('1', { quantity: 50, limit: 100 });
    tick({ bid: 100, ask: 101, last: 101, volume: 1_000 });

    expect(tick({ last: 100, volume: 9_000 })).to.deep.equal([]);
  });

  it('shares what trades with our other orders, the older first', () => {
    const { place, tick } = resting(30, { queueShare: 1 });
    place('2', { quantity: 50, limit: 100 });
    tick({});

    expect(tick({ last: 100, volume: 1_150 })).to.deep.equal(['1 Filled 30 @ 100', '2 Filled 20 @ 100']);
    expect(tick({ volume: 1_160 })).to.deep.equal(['2 Filled 10 @ 100']);
  });

  it('saves up what reached it and was no whole lot', () => {
    const { tick } = resting(20, { queueShare: 1 }, { lotSize: 10 });

    expect(tick({ last: 100, volume: 1_106 }), '6 of a lot of 10').to.deep.equal([]);
    expect(tick({ volume: 1_110 })).to.deep.equal(['1 Filled 10 @ 100']);
    expect(tick({ volume: 1_119 })).to.deep.equal([]);
    expect(tick({ volume: 1_120 })).to.deep.equal(['1 Filled 10 @ 100']);
  });

  it('loses its turn at the touch by chance, and by its own alone', () => {
    const fills = (ids: readonly string[]): readonly string[] => {
      const { place, tick } = played({ queueShare: 1, touchProbability: 0.5 });
      for (const id of ids) place(id, { quantity: 400, limit: 100 });
      tick({ ...BOOK, bidQuantity: 0 });
      return Array.from({ length: 20 }, (_, i) =>
        tick({ last: 100, volume: 1_000 + 1_000 * (i + 1), bidQuantity: 0 }),
      ).flat();
    };
    const alone = fills(['1']);

    expect(fills(['1'])).to.deep.equal(alone);
    expect(fills(['1', '2']).filter((text) => text.startsWith('1 '))).to.deep.equal(alone);
    const never = played({ queueShare: 1, touchProbability: 0 });
    never.place('1', { quantity: 400, limit: 100 });
    never.tick({ ...BOOK, bidQuantity: 0 });
    expect(never.tick({ last: 100, volume: 9_000 })).to.deep.equal([]);
    expect(never.tick({ bid: 99, ask: 99.5 }), 'through it').to.deep.equal(['1 Filled 400 @ 100']);
  });

  describe('with a part of it shown', () => {
    it('goes to the tail with each slice', () => {
      const { place, tick } = played({ queueShare: 1 });
      place('1', { quantity: 60, limit: 100, disclosed: 20 });
      tick({ ...BOOK, bidQuantity: 10 });

      expect(tick({ last: 100, volume: 1_100 }), '10 ahead, 20 shown').to.deep.equal(['1 Filled 20 @ 100']);
      expect(tick({ volume: 1_125 }), '10 ahead again').to.deep.equal(['1 Filled 15 @ 100']);
      expect(tick({ volume: 1_200 })).to.deep.equal(['1 Filled 5 @ 100']);
    });
  });

  describe('that is modified', () => {
    it('goes to the tail with another price, or more units', () => {
      const { modify, tick } = resting(50, { queueShare: 1 });
      tick({ last: 100, volume: 1_100 });

      expect(modify('1', { limit: 100, quantity: 60 })).to.deep.equal(['1 Modified']);
      tick({}); // it arrives behind 100
      expect(tick({ volume: 1_150 })).to.deep.equal([]);
      expect(tick({ volume: 1_210 })).to.deep.equal(['1 Filled 10 @ 100']);
    });

    it('keeps its place with fewer', () => {
      const { modify, tick } = resting(50, { queueShare: 1 });
      tick({ last: 100, volume: 1_100 });

      expect(modify('1', { limit: 100, quantity: 20 })).to.deep.equal(['1 Modified']);
      expect(tick({ volume: 1_150 })).to.deep.equal(['1 Filled 20 @ 100']);
    });

    it('takes from the book with a price that reaches it, as an order that comes in', () => {
      const { modify, tick } = resting(50);

      modify('1', { limit: 101.5, quantity: 50 });
      expect(tick({})).to.deep.equal(['1 Filled 50 @ 101']);
    });
  });
});
