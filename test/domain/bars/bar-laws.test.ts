import { expect } from 'chai';
import fc from 'fast-check';
import { type BarArguments, range, ticks, volume } from '../../../src/domain/bars/bar-spec.js';
import { epochMs, HOUR_MS } from '../../../src/domain/time.js';
import { barsOf, type Comes, second, traded } from './cutting.js';

const OPEN_MS = 9.25 * HOUR_MS;

/** A moment of a day as a test writes it. */
const textOf = (day: string, ms: number): string => {
  const time = new Date(ms).toISOString().slice(11, 23);
  return `${day} ${time}`;
};

interface Step {
  readonly gapMs: number;
  readonly price: number;
  readonly added: number;
  readonly lateMs: number | undefined;
}

const step = fc.record<Step>({
  gapMs: fc.oneof(
    fc.nat({ max: 900 }),
    fc.nat({ max: 40_000 }),
    fc.nat({ max: 900_000 }),
    fc.constantFrom(1_000, 2_000, 60_000),
  ),
  price: fc.integer({ min: 1_900, max: 2_100 }).map((steps) => steps / 20),
  added: fc.oneof(fc.constant(0), fc.nat({ max: 500 })),
  lateMs: fc.option(fc.oneof(fc.nat({ max: 900 }), fc.nat({ max: 6_000 })), { nil: undefined }),
});

/** Ticks from just before the open on, and the seconds of the clock between them, in order. */
const days = fc
  .array(fc.tuple(fc.integer({ min: -5_000, max: 20_000_000 }), fc.array(step, { maxLength: 60 })), {
    minLength: 1,
    maxLength: 2,
  })
  .map((list) =>
    list.flatMap(([from, steps], i) => {
      const day = ['2026-01-05', '2026-01-06'][i] ?? '';
      let at = OPEN_MS + from;
      let total = 0;
      return steps.flatMap(({ gapMs, price, added, lateMs }): readonly Comes[] => {
        const before = at;
        at += gapMs;
        if (at >= 24 * HOUR_MS) return [];
        total += added;
        const exchange = lateMs === undefined ? {} : { exchangeAt: exchangeOf(day, at - lateMs) };
        return [...secondsBetween(day, before, at), traded(textOf(day, at), price, total, exchange)];
      });
    }),
  );

/** Whole seconds, as exchanges tell them. */
const exchangeOf = (day: string, ms: number): number =>
  epochMs(Date.parse(`${day}T00:00:00+05:30`) + Math.floor(ms / 1_000) * 1_000);

/** Those of the clock in `(from, to]`. */
const secondsBetween = (day: string, from: number, to: number): readonly Comes[] => {
  const seconds: Comes[] = [];
  for (let ms = Math.floor(from / 1_000) * 1_000 + 1_000; ms <= to; ms += 1_000)
    seconds.push(second(textOf(day, ms)));
  return seconds;
};

type Bars = ReturnType<typeof barsOf>;

/** Without what tells when it was shown. */
const shapes = (bars: Bars): readonly unknown[] => bars.map(({ n: _, spec: __, ...bar }) => bar);

/** Bars of a minute made into bars of five, by the hour of day. */
const folded = (minutes: Bars): readonly unknown[] => {
  const groups = new Map<number, Bars[number][]>();
  for (const bar of minutes) {
    const start = bar.openAt - (bar.openAt % 300_000); // 09:15 IST is a whole five minutes of the epoch
    groups.set(start, [...(groups.get(start) ?? []), bar]);
  }
  return [...groups].map(([openAt, group]) => ({
    openAt,
    closeAt: openAt + 300_000,
    open: group[0]?.open,
    high: Math.max(...group.map(({ high }) => high)),
    low: Math.min(...group.map(({ low }) => low)),
    close: group.at(-1)?.close,
    volume: group.reduce((sum, bar) => sum + bar.volume, 0),
    ticks: group.reduce((sum, bar) => sum + bar.ticks, 0),
    openInterest: undefined,
  }));
};

/** The end of both days, so that all bars are shown. */
const ended = (comes: readonly Comes[]): readonly Comes[] => [...comes, second('2026-01-06 23:59:59')];

const RUNS = { numRuns: 300 };
const KINDS: readonly BarArguments[] = [
  ['1m'],
  ['7m', { gaps: 'carried' }],
  [ticks(3)],
  [volume(400)],
  [range(2.5)],
  ['1d'],
];

describe('bars, whatever comes', () => {
  it('of a minute make those of five minutes', () => {
    fc.assert(
      fc.property(days, (comes) => {
        const all = ended(comes);
        expect(folded(barsOf(all, ['1m']))).to.deep.equal(shapes(barsOf(all, ['5m'])));
      }),
      RUNS,
    );
  });

  it('are the trades that were made, whatever a feed tells before the first and however its counter stumbles', () => {
    fc.assert(
      fc.property(markets, ({ trades, comes }) => {
        const bars = barsOf(ended(comes), ['1m']);
        expect(bars.map(({ n: _, spec: __, openInterest: ___, ...bar }) => bar)).to.deep.equal(
          minutesOf(trades),
        );
      }),
      RUNS,
    );
  });

  it('have together the volume of all trades of the session', () => {
    fc.assert(
      fc.property(markets, fc.constantFrom(...KINDS), ({ trades, comes }, kind) => {
        const sum = barsOf(ended(comes), kind).reduce((total, bar) => total + bar.volume, 0);
        expect(sum).to.equal(trades.reduce((total, { units }) => total + units, 0));
      }),
      RUNS,
    );
  });

  it('are the same with and without a second of the clock, up to where the ticks end', () => {
    fc.assert(
      fc.property(days, fc.constantFrom(...KINDS), (comes, kind) => {
        const ticked = comes.filter((one) => !('clock' in one));
        const without = shapes(barsOf(ticked, kind));
        expect(without).to.deep.equal(shapes(barsOf(comes, kind)).slice(0, without.length));
        expect(shapes(barsOf(ended(ticked), kind))).to.deep.equal(shapes(barsOf(ended(comes), kind)));
      }),
      RUNS,
    );
  });

  it('of what came first are the first of all: none is changed by what comes behind it', () => {
    fc.assert(
      fc.property(days, fc.nat({ max: 200 }), fc.constantFrom(...KINDS), (comes, n, kind) => {
        const some = barsOf(comes.slice(0, n), kind);
        expect(barsOf(comes, kind).slice(0, some.length)).to.deep.equal(some);
      }),
      RUNS,
    );
  });

  it('of time follow one another, and each holds its own prices', () => {
    fc.assert(
      fc.property(
        days,
        fc.constantFrom<BarArguments>(['1m'], ['7m', { gaps: 'carried' }], ['1d']),
        (comes, kind) => {
          let shownTo = -Infinity;
          for (const { openAt, closeAt, open, high, low, close, ticks: count, volume: units } of barsOf(
            ended(comes),
            kind,
          )) {
            expect(openAt).to.be.at.least(shownTo);
            expect(closeAt).to.be.above(openAt);
            shownTo = closeAt;
            expect(low).to.be.at.most(Math.min(open, close));
            expect(high).to.be.at.least(Math.max(open, close));
            expect(units).to.be.at.least(0);
            if (count === 0) expect([open, high, low, units]).to.deep.equal([close, close, close, 0]);
          }
        },
      ),
      RUNS,
    );
  });

  it('scale with prices and volumes', () => {
    const scaled = (comes: readonly Comes[]): readonly Comes[] =>
      comes.map((one) =>
        'clock' in one ? one : { ...one, last: 2 * (one.last ?? NaN), volume: 4 * (one.volume ?? NaN) },
      );
    fc.assert(
      fc.property(days, (comes) => {
        const all = ended(comes);
        const bars = shapes(
          barsOf(all, ['1m']).map((bar) => ({
            ...bar,
            open: 2 * bar.open,
            high: 2 * bar.high,
            low: 2 * bar.low,
            close: 2 * bar.close,
            volume: 4 * bar.volume,
          })) as unknown as Bars,
        );
        expect(shapes(barsOf(scaled(all), ['1m']))).to.deep.equal(bars);
      }),
      RUNS,
    );
  });

  it('shift with the day', () => {
    const WEEK_MS = 7 * 24 * HOUR_MS;
    const later = (comes: readonly Comes[]): readonly Comes[] =>
      comes.map((one) => {
        const at = one.at.replace(/^2026-01-0(\d)/, (_, day: string) => `2026-01-${Number(day) + 14}`);
        if ('clock' in one || one.exchangeAt === undefined) return { ...one, at };
        return { ...one, at, exchangeAt: epochMs(one.exchangeAt + 2 * WEEK_MS) };
      });
    fc.assert(
      fc.property(days, fc.constantFrom(...KINDS), (comes, kind) => {
        const all = ended(comes);
        const shifted = barsOf(all, kind).map((bar) => ({
          ...bar,
          openAt: epochMs(bar.openAt + 2 * WEEK_MS),
          closeAt: epochMs(bar.closeAt + 2 * WEEK_MS),
        }));
        expect(barsOf(later(all), kind)).to.deep.equal(shifted);
      }),
      RUNS,
    );
  });
});

interface Trade {
  readonly ms: number;
  readonly price: number;
  readonly units: number;
}

/** What becomes of the message behind a trade: a quote that repeats, or a counter that stumbles for one message. */
const stumble = fc.constantFrom(undefined, 'quote', 'zero', 'less', 'deep');

/**
 * A day's trades, and the messages that tell them: of a token that was heard before the open with nothing, with zero,
 * or with the price and the volume of the day before, which are repeated until something trades.
 */
const markets = fc
  .record({
    former: fc.constantFrom('nothing', 'zero', 'yesterday', 'again'),
    quotes: fc.array(fc.integer({ min: -900_000, max: 600_000 }), { maxLength: 5 }),
    firstMs: fc.integer({ min: 0, max: 2_000_000 }),
    steps: fc.array(
      fc.record({
        gapMs: fc.integer({ min: 1, max: 100_000 }),
        price: fc.integer({ min: 1_900, max: 2_100 }).map((steps) => steps / 20),
        units: fc.integer({ min: 1, max: 500 }),
        stumble,
      }),
      { minLength: 1, maxLength: 60 },
    ),
  })
  .map(({ former, quotes, firstMs, steps }) => {
    const day = '2026-01-05';
    const told = { nothing: undefined, zero: 0, yesterday: 100_000, again: 100_000 }[former];
    const before = former === 'again' ? [traded('2026-01-02 08:00:00', 95.5, told, QUOTED)] : [];
    const first = [-900_000, ...quotes.filter((ms) => ms < firstMs).sort((a, b) => a - b)].map((ms) =>
      traded(textOf(day, OPEN_MS + ms), 95.5, told, QUOTED),
    );
    const trades: Trade[] = [];
    const comes: Comes[] = [...before, ...first];
    let ms = OPEN_MS + firstMs;
    let total = 0;
    for (const { gapMs, price, units, stumble: how } of steps) {
      trades.push({ ms, price, units });
      total += units;
      comes.push(traded(textOf(day, ms), price, total, QUOTED));
      const stumbled = { quote: total, zero: 0, less: Math.ceil(0.7 * total), deep: 1 };
      if (how !== undefined && total > 2) comes.push(traded(textOf(day, ms), price, stumbled[how], QUOTED));
      ms += gapMs;
    }
    return { trades, comes };
  });

const QUOTED = { bid: 90 };

/** The day's trades by the minute. */
const minutesOf = (trades: readonly Trade[]): readonly unknown[] => {
  const groups = new Map<number, Trade[]>();
  for (const trade of trades) {
    const minute = Math.floor(trade.ms / 60_000);
    groups.set(minute, [...(groups.get(minute) ?? []), trade]);
  }
  const midnight = Date.parse('2026-01-05T00:00:00+05:30');
  return [...groups].map(([minute, group]) => ({
    openAt: midnight + minute * 60_000,
    closeAt: midnight + (minute + 1) * 60_000,
    open: group[0]?.price,
    high: Math.max(...group.map(({ price }) => price)),
    low: Math.min(...group.map(({ price }) => price)),
    close: group.at(-1)?.price,
    volume: group.reduce((sum, { units }) => sum + units, 0),
    ticks: group.length,
  }));
};
