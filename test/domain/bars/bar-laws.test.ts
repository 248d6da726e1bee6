import { expect } from 'chai';
import fc from 'fast-check';
import { type BarArguments, range, ticks, volume } from '../../../src/domain/bars/bar-spec.js';
import { epochMs, HOUR_MS } from '../../../src/domain/time.js';
import { barsOf, type Comes, second, traded } from './cutting.js';

const OPEN_MS = 9.25 * HOUR_MS;
const CLOSE_MS = 15.5 * HOUR_MS;

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

  it('have together the volume by which the day’s has grown within the session', () => {
    fc.assert(
      fc.property(days, fc.constantFrom(...KINDS), (comes, kind) => {
        const punctual = comes.flatMap((one) => ('clock' in one ? [] : [{ ...one, exchangeAt: undefined }]));
        const sum = barsOf(ended(punctual), kind).reduce((total, bar) => total + bar.volume, 0);
        expect(sum).to.equal(grownWithin(punctual));
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

  it('scale with prices and volumes, and shift with the day', () => {
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
});

/** By hand: what each tick within the hours adds, from what its day began with. */
const grownWithin = (comes: readonly Exclude<Comes, { readonly clock: true }>[]): number => {
  let sum = 0;
  let day = '';
  let before: number | undefined = undefined;
  for (const { at, volume: total = 0 } of comes) {
    const [date = '', time = ''] = at.split(' ');
    const ms = Date.parse(`1970-01-01T${time}Z`);
    if (date !== day) before = undefined;
    day = date;
    const isOpening = ms >= OPEN_MS && ms < OPEN_MS + 60_000;
    const added = before !== undefined ? total - before : isOpening ? total : 0;
    if (total > 0 || before !== undefined) before = total;
    if (total === 0) before = 0;
    if (ms >= OPEN_MS && ms <= CLOSE_MS) sum += added;
  }
  return sum;
};
