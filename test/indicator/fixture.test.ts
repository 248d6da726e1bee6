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
