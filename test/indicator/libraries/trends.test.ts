import * as lib from 'talib-web';
import { HeikinAshi, IchimokuCloud, KeltnerChannels } from 'technicalindicators';
import * as ts from 'trading-signals';
import { heikinAshiCandles, nextHeikinAshiCandles } from '../../../src/indicator/heikin-ashi-candles.js';
import { ichimoku, type IchimokuLines, nextIchimoku } from '../../../src/indicator/ichimoku.js';
import { keltner, nextKeltner } from '../../../src/indicator/keltner.js';
import { nextParabolicSar, parabolicSar } from '../../../src/indicator/parabolic-sar.js';
import { agrees, batch, folded, fromTheEnd, type Line, streamed, talib } from '../support/agreement.js';
import { plainSar } from '../support/plain-sar.js';
import { closes, highs, lows, opens, REAL_BARS, volumes } from '../support/real-bars.js';

const prices = { high: highs, low: lows, close: closes };

await talib.ready();

describe('lines over recorded prices', () => {
  const stops = folded(parabolicSar(), nextParabolicSar, ({ value }) => value?.sar, REAL_BARS);
  agrees({
    ours: 'parabolicSar(0.02, 0.2)',
    theirs: 'TA-Lib',
    own: stops,
    other: talib.from(1, lib.SAR({ high: highs, low: lows, acceleration: 0.02, maximum: 0.2 }).output),
  });
  agrees({
    ours: 'parabolicSar(0.02, 0.2)',
    theirs: 'a plain reading of the definition, since no other library follows it',
    own: stops,
    other: plainSar(REAL_BARS, 0.02, 0.2),
  });

  const line = (output: keyof IchimokuLines): Line =>
    folded(ichimoku(), nextIchimoku, ({ value }) => value?.[output], REAL_BARS);
  const cloud = streamed(new ts.IchimokuCloud(), REAL_BARS);
  const whole = batch(IchimokuCloud, {
    high: highs,
    low: lows,
    conversionPeriod: 9,
    basePeriod: 26,
    spanPeriod: 52,
    displacement: 26,
  });
  for (const [output, key] of [
    ['tenkan', 'conversion'],
    ['kijun', 'base'],
    ['spanA', 'spanA'],
    ['spanB', 'spanB'],
  ] as const) {
    agrees({
      ours: `ichimoku() ${output}`,
      theirs: 'trading-signals, which tells nothing before its last line',
      own: line(output),
      other: cloud.map((one) => one?.[key]),
      from: 51,
    });
    agrees({
      ours: `ichimoku() ${output}`,
      theirs: 'technicalindicators, likewise',
      own: line(output),
      other: fromTheEnd(whole.map((one) => one[key])),
      from: 51,
    });
  }
  const earlier = (values: Line): Line => values.map((_, i) => values[i - 25]);
  agrees({
    ours: 'ichimoku() cloudA',
    theirs: 'its own span of 25 bars ago, what a chart draws over a bar',
    own: line('cloudA'),
    other: earlier(line('spanA')),
  });
  agrees({
    ours: 'ichimoku() cloudB',
    theirs: 'its own span of 25 bars ago',
    own: line('cloudB'),
    other: earlier(line('spanB')),
  });
  agrees({
    ours: 'ichimoku() closeThen',
    theirs: 'the close of 25 bars ago',
    own: line('closeThen'),
    other: earlier(closes),
  });

  const middle = talib.from(19, lib.EMA({ inReal: closes, timePeriod: 20 }).output);
  const range = streamed(new ts.ATR(10), REAL_BARS);
  const theirs = streamed(
    new ts.KeltnerChannels({ atrInterval: 10, emaInterval: 20, multiplier: 2 }),
    REAL_BARS,
  );
  const theirWhole = batch(KeltnerChannels, {
    ...prices,
    maPeriod: 20,
    atrPeriod: 10,
    useSMA: false,
    multiplier: 2,
  });
  for (const [output, side] of [
    ['middle', 0],
    ['upper', 1],
    ['lower', -1],
  ] as const) {
    const own = folded(keltner(20, 2, 10), nextKeltner, ({ value }) => value?.[output], REAL_BARS);
    agrees({
      ours: `keltner(20, 2, 10) ${output}`,
      theirs: 'TA-Lib (EMA) and trading-signals (ATR) put together',
      own,
      other: middle.map((mean, i) => mean && mean + 2 * side * (range[i] ?? NaN)),
    });
    agrees({
      ours: `keltner(20, 2, 10) ${output}`,
      theirs: 'trading-signals once its other beginning has faded',
      own,
      other: theirs.map((one) => one?.[output]),
      from: 200,
      within: 1e-8,
    });
    agrees({
      ours: `keltner(20, 2, 10) ${output}`,
      theirs: 'technicalindicators once its other beginning has faded',
      own,
      other: fromTheEnd(theirWhole.map((one) => one[output])),
      from: 200,
      within: 1e-8,
    });
  }

  const candles = folded(heikinAshiCandles, nextHeikinAshiCandles, ({ value }) => value, REAL_BARS);
  const input = { open: opens, ...prices, volume: volumes, timestamp: closes };
  const theirCandles = batch(HeikinAshi, input);
  const plain = plainHeikinAshi();
  for (const output of ['open', 'high', 'low', 'close'] as const) {
    const own = candles.map((one) => one?.[output]);
    agrees({
      ours: `heikinAshiCandles ${output}`,
      theirs: 'technicalindicators',
      own,
      other: theirCandles[output] ?? [],
    });
    agrees({
      ours: `heikinAshiCandles ${output}`,
      theirs: 'a plain reading of the definition',
      own,
      other: plain.map((one) => one[output]),
    });
  }
});

function plainHeikinAshi(): { open: number; high: number; low: number; close: number }[] {
  const made: { open: number; high: number; low: number; close: number }[] = [];
  REAL_BARS.forEach(({ open: o, high: h, low: l, close: c }, i) => {
    const close = (o + h + l + c) / 4;
    const last = made[i - 1];
    const open = last === undefined ? (o + c) / 2 : (last.open + last.close) / 2;
    made.push({ open, close, high: Math.max(h, open, close), low: Math.min(l, open, close) });
  });
  return made;
}
