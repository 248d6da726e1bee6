import { expect } from 'chai';
import { FIXTURE } from './support/fixture-bars.js';
import { series } from './support/subject.js';
import { subjectOf } from './support/subjects.js';

const _ = undefined;

/**
 * Indicator, output, its first index, its value there, at the next and at the last (index 19), 6 decimals;
 * worked out apart from this project, those of TA-Lib by its C library.
 */
const VALUES: readonly (readonly [string, string, number, number, number | undefined, number | undefined])[] =
  [
    ['sma(5)', 'value', 4, 101.3, 101.1, 104.2],
    ['ema(5)', 'value', 4, 101.3, 100.866667, 103.371506],
    ["ema(5, { seed: 'first' })", 'value', 0, 101, 101.5, 103.370314],
    ['wma(5)', 'value', 4, 100.933333, 100.5, 104.033333],
    ['rma(5)', 'value', 4, 101.3, 101.04, 102.924659],
    ['rsi(5)', 'value', 5, 42.857143, 60.493827, 46.92555],
    ['macd(3, 6, 3)', 'line', 5, -0.9375, -0.165179, 0.17993],
    ['macd(3, 6, 3)', 'signal', 7, -0.179953, 0.334802, 0.529461],
    ['macd(3, 6, 3)', 'histogram', 7, 0.742772, 0.514756, -0.349531],
    ["macd(3, 6, 3, { compat: 'talib' })", 'line', 7, 0.526361, 0.831329, 0.179921],
    ["macd(3, 6, 3, { compat: 'talib' })", 'signal', 7, -0.265023, 0.283153, 0.529387],
    ['bollinger(5, 2)', 'deviation', 4, 1.4, 1.496663, 1.363818],
    ['bollinger(5, 2)', 'upper', 4, 104.1, 104.093326, 106.927636],
    ['bollinger(5, 2)', 'lower', 4, 98.5, 98.106674, 101.472364],
    ['deviation(5)', 'deviation', 4, 1.4, 1.496663, 1.363818],
    ['atr(5)', 'value', 4, 3, 3, 3.032604],
    ["atr(5, { compat: 'talib' })", 'value', 5, 3, 3.1, 3.032604],
    ['supertrend(5, 2)', 'line', 4, 106.25, 105, 99.648112],
    ['donchian(5)', 'upper', 4, 104, _, 107],
    ['donchian(5)', 'lower', 4, 98.5, _, 100.5],
    ["dmi(5, { compat: 'talib' })", 'plus', 5, 12.698413, 27.835052, 26.495464],
    ["dmi(5, { compat: 'talib' })", 'minus', 5, 26.984127, 20.029455, 24.341759],
    ["dmi(5, { compat: 'talib' })", 'adx', 9, 33.136727, 27.118533, 27.348348],
    ['dmi(5)', 'plus', 5, 13.333333, 26.451613, 26.427043],
    ['dmi(5)', 'minus', 5, 26.666667, 20.645161, 24.346341],
    ['dmi(5)', 'adx', 9, 29.326135, 24.229838, 26.644777],
    ['stochastic(5, 1, 3)', 'raw', 4, 9.090909, 38.461538, 30.769231],
    ['stochastic(5, 1, 3)', 'k', 4, 9.090909, 38.461538, 30.769231],
    ['stochastic(5, 3, 3)', 'k', 6, 41.491841, 69.57265, 62.637363],
    ['stochastic(5, 3, 3)', 'd', 8, 65.742798, 79.276018, 79.76244],
    ['stochRsi(5, 5, 3, 3)', 'raw', 9, 36.721012, 0, 0],
    ['stochRsi(5, 5, 3, 3)', 'k', 11, 12.240337, 0, 39.988842],
    ['stochRsi(5, 5, 3, 3)', 'd', 13, 7.743081, 18.437047, 71.103672],
    ['cci(5)', 'value', 4, -114.427861, -97.069597, -58.232932],
    ['mfi(5)', 'value', 5, 31.763836, 35.617426, 66.045767],
    ['obv()', 'value', 0, 0, 1200, 4900], // the second bar closes higher
    ["obv({ compat: 'talib' })", 'value', 0, 1000, 2200, 5900],
    ['candleVwap(1)', 'vwap', 0, 100.666667, 101.30303, 102.082578],
    ['candleVwap(1)', 'deviation', 0, 0, 0.580918, 2.239532],
    ['keltner(5, 2, 5)', 'upper', 4, 107.3, 106.866667, 109.436715],
    ['ichimoku(3, 5, 10, 6)', 'tenkan', 2, 101.5, _, 104.5],
    ['ichimoku(3, 5, 10, 6)', 'kijun', 4, 101.25, _, 103.75],
    ['ichimoku(3, 5, 10, 6)', 'spanA', 4, 101.25, _, 104.125],
    ['ichimoku(3, 5, 10, 6)', 'spanB', 9, 101.75, _, 101.75],
    ['roc(5)', 'value', 5, -0.990099, 0, 1.485149],
    ['williamsR(5)', 'value', 4, -90.909091, -61.538462, -69.230769],
    ['heikinAshiCandles', 'open', 0, 100.5, 100.5, 104.559252],
    ['heikinAshiCandles', 'close', 0, 100.5, 101.625, 103.375],
  ];

/** Every value of the recursive ones, from their first index on. */
const WHOLE: readonly (readonly [string, string, readonly number[]])[] = [
  [
    'rsi(5)',
    'value',
    [
      42.857143, 60.493827, 69.811321, 71.88358, 53.515944, 43.173713, 34.773513, 24.743687, 34.228955,
      52.81419, 63.21009, 72.631593, 74.278353, 57.099838, 46.92555,
    ],
  ],
  [
    'atr(5)',
    'value',
    [
      3.0, 3.0, 3.1, 3.08, 2.964, 2.9712, 2.97696, 2.981568, 3.185254, 3.048204, 3.138563, 3.11085, 3.18868,
      3.050944, 3.040755, 3.032604,
    ],
  ],
  [
    'supertrend(5, 2)',
    'line',
    [
      106.25, 105, 105, 105, 105, 105, 105, 105, 105, 103.846407, 103.846407, 103.846407, 97.87264, 99.648112,
      99.648112, 99.648112,
    ],
  ],
  ['supertrend(5, 2)', 'isUp', [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1]],
  [
    'dmi(5)',
    'adx',
    [
      29.326135, 24.229838, 24.236833, 28.888412, 33.357561, 27.616291, 26.091547, 29.175776, 33.029839,
      32.281467, 26.644777,
    ],
  ],
  [
    'parabolicSar(0.02, 0.2)',
    'sar',
    [
      99, 99.08, 99.2768, 104, 103.89, 103.6344, 97.5, 97.65, 97.984, 98.30464, 98.612454, 106, 105.82,
      105.4472, 105.089312, 96.5, 96.69, 97.1024, 97.498304,
    ],
  ],
  [
    'macd(3, 6, 3)',
    'histogram',
    [
      0.742772, 0.514756, 0.033613, -0.25254, -0.373418, -0.497764, -0.163326, 0.294033, 0.519091, 0.630745,
      0.418945, -0.065189, -0.349531,
    ],
  ],
];

const HALF_A_MILLIONTH = 5.000001e-7;

describe('indicators on the reference bars', () => {
  for (const [name, output, first, ...wanted] of VALUES) {
    it(`${name} ${output}`, () => {
      const said = series(subjectOf(name), output, FIXTURE);

      expect(said.findIndex((x) => x !== undefined)).to.equal(first);
      [first, first + 1, 19].forEach((i, n) => {
        const value = wanted[n];
        if (value !== undefined) expect(said[i], `at ${String(i)}`).to.be.closeTo(value, HALF_A_MILLIONTH);
      });
    });
  }

  for (const [name, output, wanted] of WHOLE) {
    it(`${name} ${output}, every value`, () => {
      const said = series(subjectOf(name), output, FIXTURE);
      const first = FIXTURE.length - wanted.length;

      expect(said.slice(0, first).every((x) => x === undefined)).to.be.true;
      wanted.forEach((value, i) => {
        expect(said[first + i], `at ${String(first + i)}`).to.be.closeTo(value, HALF_A_MILLIONTH);
      });
    });
  }
});
