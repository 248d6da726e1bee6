import { expect } from 'chai';
import * as E from 'fp-ts/lib/Either.js';
import type { Tick } from '../../src/domain/tick.js';
import { vwapReversion } from '../../strategies/vwap-reversion.js';
import { clockTicked, noSnapshot, ticked, updated } from '../operator/events.js';
import { at } from '../operator/messages.js';
import { ACC } from '../support/instrument.js';
import { order } from '../support/order.js';
import { tick } from '../support/tick.js';
import { freeze } from './freeze.js';
import { contextOf, wishes } from './walk.js';

/** What was traded at a price since the tick before; undefined where the tick lacks it. */
type Print = readonly [price: number | undefined, traded: number | undefined];

const config = { band: 1, quantity: 10, warmUp: 3, allowShort: true };
const NEXT_DAY_MS = 86_400_000;

/** Ticks a second apart whose day volume grows by what was traded, from `start` units on. */
const ticksOf = (prints: readonly Print[], ms = 0, start = 1_000): readonly Tick[] => {
  let volume = start;
  return prints.map(([last, traded], i) => {
    volume += traded ?? 0;
    return tick({
      seq: i + 1,
      at: at(ms + i * 1_000),
      last,
      volume: traded === undefined ? undefined : volume,
    });
  });
};

const wishesAt = (prints: readonly Print[], settings = config): readonly string[] =>
  wishes(vwapReversion, settings, ticksOf(prints));

describe('vwapReversion', () => {
  interface Case {
    readonly name: string;
    readonly prints: readonly Print[];
    readonly wanted: readonly string[];
    readonly settings?: Partial<typeof config>;
  }
  const cases: readonly Case[] = [
    {
      // 10 at 104 and 10 at 96: mean 100, deviation 4
      name: 'buys where the price lies more than its band below the average',
      prints: [
        [100, 0],
        [104, 10],
        [96, 10],
        [95.9, 0],
      ],
      wanted: ['', '', '', 'BUY 10 MARKET'],
    },
    {
      name: 'wants nothing at the band itself, or within it',
      prints: [
        [100, 0],
        [104, 10],
        [96, 10],
        [97, 0],
        [103, 0],
        [104, 0],
      ],
      wanted: ['', '', '', '', '', ''],
    },
    {
      name: 'sells where the price lies more than its band above',
      prints: [
        [100, 0],
        [104, 10],
        [96, 10],
        [104.1, 0],
      ],
      wanted: ['', '', '', 'SELL 10 MARKET'],
    },
    {
      name: 'is flat again once the price has come back to the average, and only then',
      prints: [
        [100, 0],
        [104, 10],
        [96, 10],
        [95, 0],
        [99.9, 0],
        [100, 0],
        [99, 0],
      ],
      wanted: ['', '', '', 'BUY 10 MARKET', '', 'SELL 10 MARKET', ''],
    },
    {
      name: 'is flat again from below as from above',
      prints: [
        [100, 0],
        [104, 10],
        [96, 10],
        [105, 0],
        [100.1, 0],
        [99.9, 0],
      ],
      wanted: ['', '', '', 'SELL 10 MARKET', '', 'BUY 10 MARKET'],
    },
    {
      name: 'turns round where the price leaves by the other side at once',
      prints: [
        [100, 0],
        [104, 10],
        [96, 10],
        [95, 0],
        [105, 0],
        [95, 0],
      ],
      wanted: ['', '', '', 'BUY 10 MARKET', 'SELL 20 MARKET', 'BUY 20 MARKET'],
    },
    {
      name: 'goes flat instead of short without allowShort',
      prints: [
        [100, 0],
        [104, 10],
        [96, 10],
        [105, 0],
        [95, 0],
        [105, 0],
      ],
      wanted: ['', '', '', '', 'BUY 10 MARKET', 'SELL 10 MARKET'],
      settings: { allowShort: false },
    },
    {
      name: 'takes a wider band as it is told',
      prints: [
        [100, 0],
        [104, 10],
        [96, 10],
        [95, 0],
        [92, 0],
        [91.9, 0],
      ],
      wanted: ['', '', '', '', '', 'BUY 10 MARKET'],
      settings: { band: 2 },
    },
    {
      name: 'wants nothing before `warmUp` ticks of the session',
      prints: [
        [100, 0],
        [104, 10],
        [96, 10],
        [95, 0],
        [95, 0],
        [95, 0],
      ],
      wanted: ['', '', '', '', '', 'BUY 10 MARKET'],
      settings: { warmUp: 6 },
    },
    {
      name: 'wants nothing where nothing was traded since it looks',
      prints: [
        [100, 0],
        [104, 0],
        [90, 0],
        [110, 0],
      ],
      wanted: ['', '', '', ''],
    },
    {
      // 30 at 104 and 10 at 96: mean 102, deviation sqrt(12) = 3.46…
      name: 'weighs prices by what was traded at them',
      prints: [
        [100, 0],
        [104, 30],
        [96, 10],
        [98.6, 0],
        [98.5, 0],
      ],
      wanted: ['', '', 'BUY 10 MARKET', '', ''],
    },
    {
      name: 'leaves out what was traded before its first tick, at prices it has not seen',
      prints: [
        [500, 1_000_000],
        [104, 10],
        [96, 10],
        [95.9, 0],
      ],
      wanted: ['', '', '', 'BUY 10 MARKET'],
    },
    {
      name: 'counts no tick without a price or a volume',
      prints: [
        [100, 0],
        [undefined, 0],
        [104, undefined],
        [104, 10],
        [96, 10],
        [undefined, 0],
        [95.9, 0],
      ],
      wanted: ['', '', '', '', '', '', 'BUY 10 MARKET'],
      settings: { warmUp: 4 },
    },
  ];
  for (const { name, prints, wanted, settings } of cases) {
    it(name, () => {
      expect(wishesAt(prints, { ...config, ...settings })).to.deep.equal(wanted);
    });
  }

  it('begins its average anew with a session: warm-up, base and all', () => {
    const today: readonly Print[] = [
      [100, 0],
      [104, 10],
      [96, 10],
      [100, 0],
    ];
    const tomorrow: readonly Print[] = [
      [200, 0],
      [204, 10],
      [196, 10],
      [195.9, 0],
    ];

    const wanted = wishes(vwapReversion, config, [...ticksOf(today), ...ticksOf(tomorrow, NEXT_DAY_MS, 0)]);

    expect(wanted).to.deep.equal(['', '', '', '', '', '', '', 'BUY 10 MARKET']);
  });

  it('goes over midnight UTC within a session of India without beginning anew', () => {
    const night = 14 * 3_600_000; // 23:15 IST is 17:45 UTC; sessions end at 18:30 UTC
    const prints: readonly Print[] = [
      [100, 0],
      [104, 10],
      [96, 10],
    ];

    const sameDay = wishes(vwapReversion, config, [
      ...ticksOf(prints),
      ...ticksOf([[95.9, 0]], night, 1_020),
    ]);
    const nextDay = wishes(vwapReversion, config, [
      ...ticksOf(prints),
      ...ticksOf([[95.9, 0]], night + 2_700_000, 1_020),
    ]);

    expect(sameDay.at(-1)).to.equal('BUY 10 MARKET');
    expect(nextDay.at(-1)).to.equal(''); // 00:00 IST of the next day
  });

  it('counts a volume that falls as nothing traded', () => {
    const ticks = [
      ...ticksOf([
        [100, 0],
        [104, 10],
        [96, 10],
      ]),
      tick({ seq: 4, at: at(4_000), last: 500, volume: 0 }),
      tick({ seq: 5, at: at(5_000), last: 100, volume: 0 }),
      tick({ seq: 6, at: at(6_000), last: 95.9, volume: 0 }),
    ];

    expect(wishes(vwapReversion, config, ticks)).to.deep.equal([
      '',
      '',
      '',
      'SELL 10 MARKET',
      'BUY 10 MARKET',
      'BUY 10 MARKET',
    ]);
  });

  it('orders what is left to its target: less what it holds and what is on order', () => {
    const warm = ticksOf([
      [100, 0],
      [104, 10],
      [96, 10],
    ]).reduce(
      (state, event) => vwapReversion.step(state, event, contextOf(), config)[0],
      vwapReversion.start(config),
    );
    const buying = order({ side: 'BUY', quantity: 6, filled: 2, state: 'Open' });
    const [last] = ticksOf([[95, 0]], 3_000, 1_020);

    const [, intents] =
      last === undefined ? [] : vwapReversion.step(warm, last, contextOf(-3, [buying]), config);

    expect(intents?.[0]).to.include({ side: 'BUY', quantity: 9 }); // 10 - (-3 + (6 - 2))
  });

  for (const event of [clockTicked(4), noSnapshot(4, ACC), updated(4, {}, {})]) {
    it(`is the same state object after what is no tick: ${event.kind}`, () => {
      const state = freeze(vwapReversion.start(config));

      const [next, intents] = vwapReversion.step(state, event, contextOf(), config);

      expect(next).to.equal(state);
      expect(intents).to.deep.equal([]);
    });
  }

  it('gives the same for the same state and event, and leaves the state as it was', () => {
    const state = freeze(vwapReversion.start(config));
    const event = ticked(1, ACC, 100);

    const [once, again] = [1, 2].map(() => vwapReversion.step(state, event, contextOf(), config));

    expect(again).to.deep.equal(once);
    expect(state).to.deep.equal(vwapReversion.start(config));
  });

  describe('decodes its settings', () => {
    it('and warms up for 300 ticks and shorts unless told otherwise', () => {
      expect(vwapReversion.config.decode({ band: 2, quantity: 10 })).to.deep.equal(
        E.right({ band: 2, quantity: 10, warmUp: 300, allowShort: true }),
      );
    });

    for (const wrong of [{ band: 0 }, { band: -1 }, { band: Infinity }, { quantity: 0.5 }, { warmUp: 0 }]) {
      it(`and refuses ${Object.entries(wrong).join()}`, () => {
        expect(E.isLeft(vwapReversion.config.decode({ ...config, ...wrong }))).to.equal(true);
      });
    }
  });
});
