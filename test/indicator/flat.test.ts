import { expect } from 'chai';
import { UsageError } from '../../src/domain/failure.js';
import { bollinger, nextBollinger } from '../../src/indicator/bollinger.js';
import { candleVwap } from '../../src/indicator/candle-vwap.js';
import { macd } from '../../src/indicator/macd.js';
import { parabolicSar } from '../../src/indicator/parabolic-sar.js';
import { rsi } from '../../src/indicator/rsi.js';
import { sma } from '../../src/indicator/sma.js';
import { volumeProfile } from '../../src/indicator/volume-profile.js';
import { still, walk } from './support/sample-bar.js';
import { readings } from './support/subject.js';
import { subjectOf } from './support/subjects.js';

/** What each says of bars that never move, where there is nothing to divide by. */
const FLAT: readonly (readonly [string, string, number | undefined])[] = [
  ['rsi(5)', 'value', 100],
  ["rsi(5, { compat: 'talib' })", 'value', 0],
  ['stochastic(5, 1, 3)', 'raw', undefined],
  ["stochastic(5, 3, 3, { compat: 'talib' })", 'd', 0],
  ['stochRsi(5, 5, 3, 3)', 'raw', undefined],
  ["stochRsi(5, 5, 3, 3, { compat: 'talib' })", 'd', 0],
  ['williamsR(5)', 'value', undefined],
  ["williamsR(5, { compat: 'talib' })", 'value', 0],
  ['cci(5)', 'value', 0],
  ['mfi(5)', 'value', 0],
  ['dmi(5)', 'plus', 0],
  ['dmi(5)', 'adx', 0],
  ["dmi(5, { compat: 'talib' })", 'adx', 0],
  ['roc(5)', 'value', 0],
  ['macd(3, 6, 3)', 'histogram', 0],
  ['bollinger(5, 2)', 'percentB', undefined],
  ['bollinger(5, 2)', 'bandwidth', 0],
  ['zScore(5)', 'value', undefined],
  ['linearRegression(5)', 'slope', 0],
  ['linearRegression(5)', 'rSquared', undefined],
  ['correlation(5)', 'value', undefined],
  ['atr(5)', 'value', 0],
  ['supertrend(5, 2)', 'line', 100.1],
  ['candleVwap(1)', 'deviation', 0],
  ['obv()', 'value', 0],
];

describe('indicators of bars that never move', () => {
  for (const [name, output, wanted] of FLAT) {
    it(`${name} ${output} is ${String(wanted)}`, () => {
      expect(readings(subjectOf(name), still(100.1, 7, 60)).at(-1)?.[output]).to.equal(wanted);
    });
  }

  it('keep what they smoothed where TradingView has nothing to say', () => {
    const slow = subjectOf('stochastic(5, 3, 3)');
    const moving = walk(4, 30);
    const before = readings(slow, [...moving, ...still(100, 1, 4)]).at(-1);
    const after = readings(slow, [...moving, ...still(100, 1, 40)]);

    expect(before?.['k']).not.to.equal(undefined);
    expect(after.at(-1)?.['raw']).to.equal(undefined);
    expect(after.at(-1)?.['k']).to.equal(after.at(-20)?.['k']);
  });
});

describe('settings of indicators', () => {
  it('are refused where they are none, by name', () => {
    const refused: readonly (readonly [() => unknown, string])[] = [
      [() => sma(0), 'sma(0): periods'],
      [() => rsi(1.5), 'rma(1.5): periods'],
      [() => bollinger(20, 0), 'bollinger(0): a factor'],
      [() => candleVwap(NaN), 'candleVwap(NaN): a factor'],
      [() => volumeProfile(-1), 'volumeProfile(-1): a factor'],
      [() => macd(26, 12), 'macd(26, 12): the fast average'],
      [() => parabolicSar(0.2, 0.02), 'parabolicSar(0.2, 0.02): the greatest factor'],
    ];
    for (const [make, text] of refused) expect(make).to.throw(UsageError, text);
  });
});

describe('nextBollinger', () => {
  it('tells where the last value lies between the bands', () => {
    const state = [98, 102, 98, 102].reduce(nextBollinger, bollinger(4, 2));

    expect(state.value?.middle).to.equal(100);
    expect(state.value?.upper).to.be.closeTo(104, 1e-12); // 100 + 2 * 2
    expect(state.value?.percentB).to.be.closeTo(0.75, 1e-12); // (102 - 96) / 8
    expect(state.value?.bandwidth).to.be.closeTo(0.08, 1e-12); // 8 / 100
  });
});
