import { expect } from 'chai';
import * as E from 'fp-ts/lib/Either.js';
import { momentum } from '../../strategies/momentum.js';
import { clockTicked, noSnapshot, ticked, updated } from '../operator/events.js';
import { ACC } from '../support/instrument.js';
import { order } from '../support/order.js';
import { freeze } from './freeze.js';
import { contextOf, wishes } from './walk.js';

/** Fast weighs a new price 2 / 2 = 1 and is the price itself; slow weighs it 2 / 4 = 1/2. */
const config = { fast: 1, slow: 3, quantity: 10, allowShort: true };

const wishesAt = (prices: readonly (number | undefined)[], settings = config): readonly string[] =>
  wishes(
    momentum,
    settings,
    prices.map((price, i) => ticked(i + 1, ACC, price)),
  );

describe('momentum', () => {
  interface Case {
    readonly name: string;
    readonly prices: readonly (number | undefined)[];
    readonly wanted: readonly string[];
    readonly longOnly?: true;
  }
  const cases: readonly Case[] = [
    {
      name: 'wants nothing until `slow` prices were seen, and then goes where the averages stand',
      prices: [100, 104, 108], // slow: 100, 102, 105
      wanted: ['', '', 'BUY 10 MARKET'],
    },
    {
      name: 'goes short where the fast average is below the slow one',
      prices: [100, 96, 92],
      wanted: ['', '', 'SELL 10 MARKET'],
    },
    {
      name: 'turns round with twice its quantity, and acts only when its target changes',
      prices: [100, 104, 108, 109, 100, 99, 110], // slow: 100, 102, 105, 107, 103.5, 101.25, 105.625
      wanted: ['', '', 'BUY 10 MARKET', '', 'SELL 20 MARKET', '', 'BUY 20 MARKET'],
    },
    {
      name: 'goes flat instead of short without allowShort',
      prices: [100, 104, 108, 100, 99, 110],
      wanted: ['', '', 'BUY 10 MARKET', 'SELL 10 MARKET', '', 'BUY 10 MARKET'],
      longOnly: true,
    },
    {
      name: 'has nothing to sell without allowShort before it has bought',
      prices: [100, 96, 92, 90],
      wanted: ['', '', '', ''],
      longOnly: true,
    },
    {
      name: 'keeps its target where the averages are equal',
      prices: [100, 104, 108, 105, 105], // slow: 100, 102, 105, 105, 105
      wanted: ['', '', 'BUY 10 MARKET', '', ''],
    },
    {
      name: 'wants nothing of a market that does not move',
      prices: [100, 100, 100, 100],
      wanted: ['', '', '', ''],
    },
    {
      name: 'does not count a tick without a price',
      prices: [100, undefined, undefined, 104, undefined, 108],
      wanted: ['', '', '', '', '', 'BUY 10 MARKET'],
    },
  ];
  for (const { name, prices, wanted, longOnly } of cases) {
    it(name, () => {
      expect(wishesAt(prices, { ...config, allowShort: longOnly !== true })).to.deep.equal(wanted);
    });
  }

  it('orders what is left to its target: less what it holds and what is on order', () => {
    const events = [100, 104, 108].map((price, i) => ticked(i + 1, ACC, price));
    const warm = events
      .slice(0, 2)
      .reduce((state, event) => momentum.step(state, event, contextOf(), config)[0], momentum.start(config));
    const buying = order({ side: 'BUY', quantity: 6, filled: 2, state: 'Open' });
    const selling = order({ side: 'SELL', quantity: 9 });

    const [, intents] = momentum.step(warm, ticked(3, ACC, 108), contextOf(3, [buying, selling]), config);

    expect(intents).to.have.length(1);
    expect(intents[0]).to.include({ side: 'BUY', quantity: 12 }); // 10 - (3 + (6 - 2) - 9)
  });

  it('orders nothing where it is at its target already', () => {
    const warm = [100, 104].reduce(
      (state, price, i) => momentum.step(state, ticked(i, ACC, price), contextOf(), config)[0],
      momentum.start(config),
    );

    expect(momentum.step(warm, ticked(3, ACC, 108), contextOf(10), config)[1]).to.deep.equal([]);
  });

  for (const event of [clockTicked(4), noSnapshot(4, ACC), updated(4, {}, {}), ticked(4, ACC)]) {
    it(`is the same state object after what has no price: ${event.kind}`, () => {
      const state = freeze(momentum.start(config));

      const [next, intents] = momentum.step(state, event, contextOf(), config);

      expect(next).to.equal(state);
      expect(intents).to.deep.equal([]);
    });
  }

  it('gives the same for the same state and event, and leaves the state as it was', () => {
    const state = freeze(momentum.start(config));
    const event = ticked(1, ACC, 100);

    const [once, again] = [1, 2].map(() => momentum.step(state, event, contextOf(), config));

    expect(again).to.deep.equal(once);
    expect(state).to.deep.equal(momentum.start(config));
  });

  describe('decodes its settings', () => {
    const decoded = (settings: unknown) => momentum.config.decode(settings);

    it('and shorts unless told otherwise', () => {
      expect(decoded({ fast: 1, slow: 3, quantity: 10 })).to.deep.equal(E.right(config));
    });

    for (const wrong of [
      { fast: 0 },
      { fast: 1.5 },
      { slow: '26' },
      { quantity: 0 },
      { quantity: -5 },
      { quantity: NaN },
      { allowShort: 'no' },
    ]) {
      it(`and refuses ${Object.entries(wrong).join()}`, () => {
        expect(E.isLeft(decoded({ ...config, ...wrong }))).to.equal(true);
      });
    }
  });
});
