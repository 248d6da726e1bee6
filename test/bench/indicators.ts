import { atr, nextAtr } from '../../src/indicator/atr.js';
import { bollinger, nextBollinger } from '../../src/indicator/bollinger.js';
import { cci, nextCci } from '../../src/indicator/cci.js';
import { correlation, nextCorrelation } from '../../src/indicator/correlation.js';
import { dmi, nextDmi } from '../../src/indicator/dmi.js';
import { donchian, nextDonchian } from '../../src/indicator/donchian.js';
import { ema, nextEma } from '../../src/indicator/ema.js';
import { linearRegression, nextLinearRegression } from '../../src/indicator/linear-regression.js';
import { mfi, nextMfi } from '../../src/indicator/mfi.js';
import { nextRoc, roc } from '../../src/indicator/roc.js';
import { nextRsi, rsi } from '../../src/indicator/rsi.js';
import { nextSma, sma } from '../../src/indicator/sma.js';
import { nextStochastic, stochastic } from '../../src/indicator/stochastic.js';
import { nextWma, wma } from '../../src/indicator/wma.js';
import type { Figures } from './figures.js';
import { inTurn } from './in-turn.js';

const STEPS = 100_000;
const ROUNDS = 5;
const FEW = 14;
const MANY = 2_000;

const prices = Array.from(
  { length: 4_096 },
  (_, i) => 25_000 + 50 * Math.sin(i / 40) + ((i * 7_919) % 97) / 20,
);
const candles = prices.map((close, i) => ({
  open: prices[i - 1] ?? close,
  high: Math.max(close, prices[i - 1] ?? close) + 0.5,
  low: Math.min(close, prices[i - 1] ?? close) - 0.5,
  close,
  volume: 1_000 + (i % 300),
}));

const over =
  <S, A>(start: (periods: number) => S, step: (state: S, input: A) => S, inputs: readonly A[]) =>
  (periods: number): S => {
    let state = start(periods);
    for (let i = 0; i < STEPS; i += 1) state = step(state, inputs[i & 4_095] as A);
    return state;
  };

const RUNS: Readonly<Record<string, (periods: number) => unknown>> = {
  sma: over(sma, nextSma, prices),
  ema: over(ema, nextEma, prices),
  wma: over(wma, nextWma, prices),
  rsi: over(rsi, nextRsi, prices),
  bollinger: over(bollinger, nextBollinger, prices),
  roc: over(roc, nextRoc, prices),
  linearRegression: over(linearRegression, nextLinearRegression, prices),
  correlation: over(
    correlation,
    (state, { close, volume }) => nextCorrelation(state, close, volume),
    candles,
  ),
  atr: over(atr, nextAtr, candles),
  dmi: over(dmi, nextDmi, candles),
  donchian: over(donchian, nextDonchian, candles),
  stochastic: over(stochastic, nextStochastic, candles),
  mfi: over(mfi, nextMfi, candles),
  cci: (periods) => over(cci, nextCci, candles)(periods === MANY ? MANY / 10 : periods),
};

/**
 * Nanoseconds a step over 14 periods, and how many times as long one over 2,000 takes: about 1 where a step is
 * O(1), which all are but `cci`: its other figure is of 200, a tenth, to 14.
 */
export const indicatorFigures = async (): Promise<Figures> => {
  const figures: Record<string, number> = {};
  for (const [name, run] of Object.entries(RUNS)) {
    const { few, many } = await inTurn(ROUNDS, { few: () => run(FEW), many: () => run(MANY) });
    figures[`indicators.${name}.nsAStep`] = Math.round((few.median / STEPS) * 1e9);
    figures[`indicators.${name}.${name === 'cci' ? 'of200To14' : 'of2000To14'}`] = many.ratioTo('few');
  }
  return figures;
};
