import { type Correlation, correlation, nextCorrelation } from '../../../src/indicator/correlation.js';
import { type Lag, lag, nextLag } from '../../../src/indicator/lag.js';
import {
  type LinearRegression,
  linearRegression,
  nextLinearRegression,
} from '../../../src/indicator/linear-regression.js';
import { nextZScore, type ZScore, zScore } from '../../../src/indicator/z-score.js';
import { type Reading, subject } from './subject.js';

const value = (state: { readonly value: number | undefined }): Reading => ({ value: state.value });

/** What the last values say of each other. */
export const STATISTICS = [
  subject<Lag>({
    name: 'lag(5)',
    start: () => lag(5),
    step: (state, bar) => nextLag(state, bar?.close),
    read: value,
    outputs: { value: { kind: 'price', first: 5 } },
  }),
  subject<ZScore>({
    name: 'zScore(5)',
    start: () => zScore(5),
    step: (state, bar) => nextZScore(state, bar?.close),
    read: value,
    outputs: { value: { kind: 'ratio', first: 4 } },
  }),
  subject<LinearRegression>({
    name: 'linearRegression(5)',
    start: () => linearRegression(5),
    step: (state, bar) => nextLinearRegression(state, bar?.close),
    read: ({ value }) => ({ ...value }),
    outputs: {
      slope: { kind: 'range', first: 4 },
      start: { kind: 'price', first: 4 },
      end: { kind: 'price', first: 4 },
      deviation: { kind: 'range', first: 4 },
      rSquared: { kind: 'ratio', first: 4 },
    },
  }),
  subject<Correlation>({
    name: 'correlation(5)',
    start: () => correlation(5),
    step: (state, bar) => nextCorrelation(state, bar?.close, bar?.high),
    read: value,
    outputs: { value: { kind: 'ratio', first: 4 } },
  }),
];
