import { type Atr, atr, nextAtr } from '../../../src/indicator/atr.js';
import { type Bollinger, bollinger, nextBollinger } from '../../../src/indicator/bollinger.js';
import { type Deviation, deviation, nextDeviation } from '../../../src/indicator/deviation.js';
import { type Donchian, donchian, nextDonchian } from '../../../src/indicator/donchian.js';
import { type Extremes, extremes, nextExtremes } from '../../../src/indicator/extremes.js';
import { nextSupertrend, type Supertrend, supertrend } from '../../../src/indicator/supertrend.js';
import { subject } from './subject.js';

const value = (state: { readonly value: number | undefined }): { value: number | undefined } => ({
  value: state.value,
});

/** How far prices range, and the bands and channels that are made of it. */
export const BANDS = [
  subject<Deviation>({
    name: 'deviation(5)',
    start: () => deviation(5),
    step: (state, bar) => nextDeviation(state, bar?.close),
    read: ({ value }) => ({ mean: value?.mean, deviation: value?.deviation }),
    outputs: { mean: { kind: 'price', first: 4 }, deviation: { kind: 'range', first: 4 } },
  }),
  subject<Bollinger>({
    name: 'bollinger(5, 2)',
    start: () => bollinger(5, 2),
    step: (state, bar) => nextBollinger(state, bar?.close),
    read: ({ value }) => ({ ...value }),
    outputs: {
      middle: { kind: 'price', first: 4 },
      upper: { kind: 'price', first: 4 },
      lower: { kind: 'price', first: 4 },
      deviation: { kind: 'range', first: 4 },
      percentB: { kind: 'ratio', first: 4 },
      bandwidth: { kind: 'share', first: 4 },
    },
  }),
  subject<Extremes>({
    name: 'extremes(5)',
    start: () => extremes(5),
    step: (state, bar) => nextExtremes(state, bar?.high, bar?.low),
    read: ({ value }) => ({ ...value }),
    outputs: { high: { kind: 'price', first: 4 }, low: { kind: 'price', first: 4 } },
  }),
  subject<Donchian>({
    name: 'donchian(5)',
    start: () => donchian(5),
    step: nextDonchian,
    read: ({ value }) => ({ ...value }),
    outputs: {
      upper: { kind: 'price', first: 4 },
      lower: { kind: 'price', first: 4 },
      middle: { kind: 'price', first: 4 },
    },
  }),
  subject<Atr>({
    name: 'atr(5)',
    start: () => atr(5),
    step: nextAtr,
    read: value,
    outputs: { value: { kind: 'range', first: 4 } },
  }),
  subject<Atr>({
    name: "atr(5, { compat: 'talib' })",
    start: () => atr(5, { compat: 'talib' }),
    step: nextAtr,
    read: value,
    outputs: { value: { kind: 'range', first: 5 } },
  }),
  subject<Supertrend>({
    name: 'supertrend(5, 2)',
    start: () => supertrend(5, 2),
    step: nextSupertrend,
    read: ({ value }) => ({
      line: value?.line,
      upper: value?.upper,
      lower: value?.lower,
      isUp: value && Number(value.trend === 'up'),
    }),
    outputs: {
      line: { kind: 'price', first: 4 },
      upper: { kind: 'price', first: 4 },
      lower: { kind: 'price', first: 4 },
      isUp: { kind: 'ratio', first: 4 },
    },
  }),
];
