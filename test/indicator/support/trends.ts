import {
  heikinAshiCandles,
  type HeikinAshiCandles,
  nextHeikinAshiCandles,
} from '../../../src/indicator/heikin-ashi-candles.js';
import { type Ichimoku, ichimoku, nextIchimoku } from '../../../src/indicator/ichimoku.js';
import { type Keltner, keltner, nextKeltner } from '../../../src/indicator/keltner.js';
import { nextParabolicSar, type ParabolicSar, parabolicSar } from '../../../src/indicator/parabolic-sar.js';
import {
  camarillaPivots,
  centralPivots,
  classicPivots,
  fibonacciPivots,
  woodiePivots,
} from '../../../src/indicator/pivots.js';
import {
  nextPreviousSession,
  previousSession,
  type PreviousSession,
} from '../../../src/indicator/session-range.js';
import { type Output, type Reading, subject } from './subject.js';

const price = (first: number): Output => ({ kind: 'price', first });

/** Levels of the session before, all kinds by name: `classic.r1`. */
const levels = ({ value: range }: PreviousSession): Reading => {
  if (range === undefined) return {};
  const kinds = {
    classic: classicPivots(range),
    fibonacci: fibonacciPivots(range),
    camarilla: camarillaPivots(range),
    woodie: woodiePivots(range),
  };
  const named = Object.entries(kinds).flatMap(([kind, { pivot, resistances, supports }]) => [
    [`${kind}.pivot`, pivot] as const,
    ...resistances.map((x, i) => [`${kind}.r${String(i + 1)}`, x] as const),
    ...supports.map((x, i) => [`${kind}.s${String(i + 1)}`, x] as const),
  ]);
  const { top, bottom } = centralPivots(range);
  return { ...Object.fromEntries(named), 'central.top': top, 'central.bottom': bottom };
};

/** Lines that are drawn over prices. */
export const TRENDS = [
  subject<Keltner>({
    name: 'keltner(5, 2, 5)',
    start: () => keltner(5, 2, 5),
    step: nextKeltner,
    read: ({ value }) => ({ ...value }),
    outputs: { middle: price(4), upper: price(4), lower: price(4) },
  }),
  subject<Keltner>({
    name: 'keltner(3, 1.5, 7)',
    start: () => keltner(3, 1.5, 7),
    step: nextKeltner,
    read: ({ value }) => ({ ...value }),
    outputs: { middle: price(6), upper: price(6), lower: price(6) },
  }),
  subject<ParabolicSar>({
    name: 'parabolicSar(0.02, 0.2)',
    start: () => parabolicSar(),
    step: nextParabolicSar,
    read: ({ value }) => ({ sar: value?.sar, isLong: value && Number(value.side === 'long') }),
    outputs: { sar: price(1), isLong: { kind: 'ratio', first: 1 } },
  }),
  subject<Ichimoku>({
    name: 'ichimoku(3, 5, 10, 6)',
    start: () => ichimoku(3, 5, 10, 6),
    step: nextIchimoku,
    read: ({ value }) => ({ ...value }),
    outputs: {
      tenkan: price(2),
      kijun: price(4),
      spanA: price(4),
      spanB: price(9),
      cloudA: price(9),
      cloudB: price(14),
      closeThen: price(5),
    },
  }),
  subject<HeikinAshiCandles>({
    name: 'heikinAshiCandles',
    start: () => heikinAshiCandles,
    step: nextHeikinAshiCandles,
    read: ({ value }) => ({ ...value }),
    outputs: {
      open: price(0),
      high: price(0),
      low: price(0),
      close: price(0),
      volume: { kind: 'volume', first: 0 },
    },
  }),
  subject<PreviousSession>({
    name: 'previousSession',
    start: () => previousSession,
    step: nextPreviousSession,
    read: levels,
    outputs: Object.fromEntries(
      Object.keys(
        levels({ session: undefined, current: undefined, value: { high: 2, low: 1, close: 1 } }),
      ).map((name) => [name, price(75)]),
    ),
  }),
];
