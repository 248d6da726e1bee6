import { cci, type Cci, nextCci } from '../../../src/indicator/cci.js';
import { type Dmi, dmi, nextDmi } from '../../../src/indicator/dmi.js';
import { type Mfi, mfi, nextMfi } from '../../../src/indicator/mfi.js';
import { nextRoc, type Roc, roc } from '../../../src/indicator/roc.js';
import { nextStochRsi, type StochRsi, stochRsi } from '../../../src/indicator/stoch-rsi.js';
import { nextStochastic, type Stochastic, stochastic } from '../../../src/indicator/stochastic.js';
import { nextWilliamsR, type WilliamsR, williamsR } from '../../../src/indicator/williams-r.js';
import { type Reading, type Subject, subject } from './subject.js';

const value = (state: { readonly value: number | undefined }): Reading => ({ value: state.value });
const movement = ({ value }: Dmi): Reading => ({
  plus: value?.plus,
  minus: value?.minus,
  dx: value?.dx,
  adx: value?.adx,
});
const lines = ({ value }: Stochastic | StochRsi): Reading => ({
  raw: value?.raw,
  k: value?.k,
  d: value?.d,
});
const ratios = (raw: number, k: number, d: number): Subject['outputs'] => ({
  raw: { kind: 'ratio', first: raw },
  k: { kind: 'ratio', first: k },
  d: { kind: 'ratio', first: d },
});
const TALIB = { compat: 'talib' } as const;

/** How strong a move is, whatever the price. */
export const OSCILLATORS = [
  ...[{}, TALIB].map((convention) =>
    subject<Dmi>({
      name: convention === TALIB ? "dmi(5, { compat: 'talib' })" : 'dmi(5)',
      start: () => dmi(5, convention),
      step: nextDmi,
      read: movement,
      outputs: {
        plus: { kind: 'ratio', first: 5 },
        minus: { kind: 'ratio', first: 5 },
        dx: { kind: 'ratio', first: 5 },
        adx: { kind: 'ratio', first: 9 },
      },
    }),
  ),
  subject<Stochastic>({
    name: 'stochastic(5, 1, 3)',
    start: () => stochastic(5, 1, 3),
    step: nextStochastic,
    read: lines,
    outputs: ratios(4, 4, 6),
  }),
  subject<Stochastic>({
    name: 'stochastic(5, 3, 3)',
    start: () => stochastic(5, 3, 3),
    step: nextStochastic,
    read: lines,
    outputs: ratios(4, 6, 8),
  }),
  subject<Stochastic>({
    name: "stochastic(5, 3, 3, { compat: 'talib' })",
    start: () => stochastic(5, 3, 3, TALIB),
    step: nextStochastic,
    read: lines,
    outputs: ratios(4, 6, 8),
  }),
  subject<StochRsi>({
    name: 'stochRsi(5, 5, 3, 3)',
    start: () => stochRsi(5, 5, 3, 3),
    step: (state, bar) => nextStochRsi(state, bar?.close),
    read: lines,
    outputs: ratios(9, 11, 13),
  }),
  subject<StochRsi>({
    name: "stochRsi(5, 5, 3, 3, { compat: 'talib' })",
    start: () => stochRsi(5, 5, 3, 3, TALIB),
    step: (state, bar) => nextStochRsi(state, bar?.close),
    read: lines,
    outputs: ratios(9, 9, 11),
  }),
  subject<WilliamsR>({
    name: 'williamsR(5)',
    start: () => williamsR(5),
    step: nextWilliamsR,
    read: value,
    outputs: { value: { kind: 'ratio', first: 4 } },
  }),
  subject<WilliamsR>({
    name: "williamsR(5, { compat: 'talib' })",
    start: () => williamsR(5, TALIB),
    step: nextWilliamsR,
    read: value,
    outputs: { value: { kind: 'ratio', first: 4 } },
  }),
  subject<Cci>({
    name: 'cci(5)',
    start: () => cci(5),
    step: nextCci,
    read: value,
    outputs: { value: { kind: 'ratio', first: 4 } },
  }),
  subject<Mfi>({
    name: 'mfi(5)',
    start: () => mfi(5),
    step: nextMfi,
    read: value,
    outputs: { value: { kind: 'share', first: 5 } },
  }),
  subject<Roc>({
    name: 'roc(5)',
    start: () => roc(5),
    step: (state, bar) => nextRoc(state, bar?.close),
    read: value,
    outputs: { value: { kind: 'share', first: 5 } },
  }),
];
