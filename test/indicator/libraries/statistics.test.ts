import * as lib from 'talib-web';
import { SD, SMA } from 'technicalindicators';
import * as ts from 'trading-signals';
import { correlation, nextCorrelation } from '../../../src/indicator/correlation.js';
import { linearRegression, nextLinearRegression } from '../../../src/indicator/linear-regression.js';
import { nextZScore, zScore } from '../../../src/indicator/z-score.js';
import { agrees, batch, folded, fromTheEnd, streamed, talib } from '../support/agreement.js';
import { closes, REAL_BARS, volumes } from '../support/real-bars.js';

await talib.ready();

describe('statistics of recorded closes', () => {
  const score = folded(zScore(20), nextZScore, ({ value }) => value, closes);
  const mean = talib.from(19, lib.SMA({ inReal: closes, timePeriod: 20 }).output);
  const variance = talib.from(19, lib.VAR({ inReal: closes, timePeriod: 20, nbDev: 1 }).output);
  agrees({
    ours: 'zScore(20)',
    theirs: 'TA-Lib (SMA and VAR), whose sums of squares lose some digits',
    own: score,
    other: closes.map((x, i) =>
      i < 19 ? undefined : (x - (mean[i] ?? NaN)) / Math.sqrt(variance[i] ?? NaN),
    ),
    within: 1e-6,
  });
  const theirMean = fromTheEnd(batch(SMA, { period: 20, values: closes }));
  const theirDeviation = fromTheEnd(batch(SD, { period: 20, values: closes }));
  agrees({
    ours: 'zScore(20)',
    theirs: 'technicalindicators (SMA and SD)',
    own: score,
    other: closes.map((x, i) =>
      i < 19 ? undefined : (x - (theirMean[i] ?? NaN)) / (theirDeviation[i] ?? NaN),
    ),
  });

  const lines = streamed(new ts.LinearRegression(14), closes);
  for (const [output, values, other] of [
    [
      'end',
      lib.LINEARREG({ inReal: closes, timePeriod: 14 }).output,
      lines.map((one) => one && one.prediction - one.slope),
    ],
    ['slope', lib.LINEARREG_SLOPE({ inReal: closes, timePeriod: 14 }).output, lines.map((one) => one?.slope)],
    [
      'start',
      lib.LINEARREG_INTERCEPT({ inReal: closes, timePeriod: 14 }).output,
      lines.map((one) => one?.intercept),
    ],
  ] as const) {
    const own = folded(linearRegression(14), nextLinearRegression, ({ value }) => value?.[output], closes);
    agrees({
      ours: `linearRegression(14) ${output}`,
      theirs: 'TA-Lib',
      own,
      other: talib.from(13, values),
      within: 1e-8,
    });
    agrees({
      ours: `linearRegression(14) ${output}`,
      theirs: 'trading-signals (which predicts one further)',
      own,
      other,
      within: 1e-8,
    });
  }
  for (const output of ['deviation', 'rSquared'] as const) {
    agrees({
      ours: `linearRegression(14) ${output}`,
      theirs: 'a plain sum over each window, since the libraries do not tell it',
      own: folded(linearRegression(14), nextLinearRegression, ({ value }) => value?.[output], closes),
      other: overWindows(14, (window) => plainFit(window)[output]),
      within: 1e-8,
    });
  }

  const pairs = REAL_BARS.map(({ close, volume }) => ({ close, volume }));
  const together = folded(
    correlation(20),
    (state, { close, volume }) => nextCorrelation(state, close, volume),
    ({ value }) => value,
    pairs,
  );
  agrees({
    ours: 'correlation(20) of close and volume',
    theirs: 'TA-Lib',
    own: together,
    other: talib.from(19, lib.CORREL({ inReal0: closes, inReal1: volumes, timePeriod: 20 }).output),
    within: 1e-6,
  });
  agrees({
    ours: 'correlation(20) of close and volume',
    theirs: 'a plain sum over each window, since no other library has it',
    own: together,
    other: overWindows(20, (window, at) => plainCorrelation(window, volumes.slice(at - 19, at + 1))),
  });
});

function overWindows(
  n: number,
  of: (window: readonly number[], at: number) => number,
): (number | undefined)[] {
  return closes.map((_, i) => (i < n - 1 ? undefined : of(closes.slice(i - n + 1, i + 1), i)));
}

function meanOf(values: readonly number[]): number {
  return values.reduce((sum, x) => sum + x, 0) / values.length;
}

function productOf(x: readonly number[], y: readonly number[]): number {
  return x.reduce((sum, one, i) => sum + (one - meanOf(x)) * ((y[i] ?? NaN) - meanOf(y)), 0);
}

function plainCorrelation(x: readonly number[], y: readonly number[]): number {
  return productOf(x, y) / Math.sqrt(productOf(x, x) * productOf(y, y));
}

function plainFit(y: readonly number[]): { deviation: number; rSquared: number } {
  const time = y.map((_, i) => i);
  const slope = productOf(time, y) / productOf(time, time);
  const rest = y.map((value, i) => value - meanOf(y) - slope * (i - meanOf(time)));
  const left = rest.reduce((sum, x) => sum + x * x, 0);
  return { deviation: Math.sqrt(left / y.length), rSquared: 1 - left / productOf(y, y) };
}
