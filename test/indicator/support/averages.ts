import { type Ema, ema, nextEma } from '../../../src/indicator/ema.js';
import { nextRma, type Rma, rma } from '../../../src/indicator/rma.js';
import { nextSma, type Sma, sma } from '../../../src/indicator/sma.js';
import { nextWma, type Wma, wma } from '../../../src/indicator/wma.js';
import { type Macd, macd, nextMacd } from '../../../src/indicator/macd.js';
import { nextRsi, type Rsi, rsi } from '../../../src/indicator/rsi.js';
import { subject } from './subject.js';

const value = (state: { readonly value: number | undefined }): { value: number | undefined } => ({
  value: state.value,
});
const lines = ({ value }: Macd): Record<'line' | 'signal' | 'histogram', number | undefined> => ({
  line: value?.line,
  signal: value?.signal,
  histogram: value?.histogram,
});

/** Averages of the close and what is made of them alone. */
export const AVERAGES = [
  subject<Sma>({
    name: 'sma(5)',
    start: () => sma(5),
    step: (state, bar) => nextSma(state, bar?.close),
    read: value,
    outputs: { value: { kind: 'price', first: 4 } },
  }),
  subject<Ema>({
    name: 'ema(5)',
    start: () => ema(5),
    step: (state, bar) => nextEma(state, bar?.close),
    read: value,
    outputs: { value: { kind: 'price', first: 4 } },
  }),
  subject<Ema>({
    name: "ema(5, { seed: 'first' })",
    start: () => ema(5, { seed: 'first' }),
    step: (state, bar) => nextEma(state, bar?.close),
    read: value,
    outputs: { value: { kind: 'price', first: 0 } },
  }),
  subject<Wma>({
    name: 'wma(5)',
    start: () => wma(5),
    step: (state, bar) => nextWma(state, bar?.close),
    read: value,
    outputs: { value: { kind: 'price', first: 4 } },
  }),
  subject<Rma>({
    name: 'rma(5)',
    start: () => rma(5),
    step: (state, bar) => nextRma(state, bar?.close),
    read: value,
    outputs: { value: { kind: 'price', first: 4 } },
  }),
  subject<Rsi>({
    name: 'rsi(5)',
    start: () => rsi(5),
    step: (state, bar) => nextRsi(state, bar?.close),
    read: value,
    outputs: { value: { kind: 'ratio', first: 5 } },
  }),
  subject<Rsi>({
    name: "rsi(5, { compat: 'talib' })",
    start: () => rsi(5, { compat: 'talib' }),
    step: (state, bar) => nextRsi(state, bar?.close),
    read: value,
    outputs: { value: { kind: 'ratio', first: 5 } },
  }),
  subject<Macd>({
    name: 'macd(3, 6, 3)',
    start: () => macd(3, 6, 3),
    step: (state, bar) => nextMacd(state, bar?.close),
    read: lines,
    outputs: {
      line: { kind: 'range', first: 5 },
      signal: { kind: 'range', first: 7 },
      histogram: { kind: 'range', first: 7 },
    },
  }),
  subject<Macd>({
    name: "macd(3, 6, 3, { compat: 'talib' })",
    start: () => macd(3, 6, 3, { compat: 'talib' }),
    step: (state, bar) => nextMacd(state, bar?.close),
    read: lines,
    outputs: {
      line: { kind: 'range', first: 7 },
      signal: { kind: 'range', first: 7 },
      histogram: { kind: 'range', first: 7 },
    },
  }),
];
