import { SD } from 'technicalindicators';
import * as lib from 'talib-web';
import * as ts from 'trading-signals';
import { atr, nextAtr } from '../../../src/indicator/atr.js';
import { bollinger, nextBollinger } from '../../../src/indicator/bollinger.js';
import { deviation, nextDeviation } from '../../../src/indicator/deviation.js';
import { donchian, nextDonchian } from '../../../src/indicator/donchian.js';
import { nextSupertrend, supertrend } from '../../../src/indicator/supertrend.js';
import { agrees, batch, folded, fromTheEnd, streamed, talib } from '../support/agreement.js';
import { plainSupertrend } from '../support/plain-supertrend.js';
import { closes, highs, lows, REAL_BARS } from '../support/real-bars.js';

await talib.ready();

describe('bands and ranges over recorded bars', () => {
  const spread = folded(deviation(20), nextDeviation, ({ value }) => value?.deviation, closes);
  // STDDEV and BBANDS of this build root no more than their first values; VAR is whole.
  const variance = talib.from(19, lib.VAR({ inReal: closes, timePeriod: 20, nbDev: 1 }).output);
  const root = variance.map((x) => (x === undefined || x === null ? undefined : Math.sqrt(x)));
  agrees({
    ours: 'deviation(20)',
    theirs: 'TA-Lib (its VAR), whose sums of squares lose some digits',
    own: spread,
    other: root,
    within: 1e-6,
  });
  agrees({
    ours: 'deviation(20)',
    theirs: 'technicalindicators',
    own: spread,
    other: fromTheEnd(batch(SD, { period: 20, values: closes })),
  });

  const middle = talib.from(19, lib.SMA({ inReal: closes, timePeriod: 20 }).output);
  const series = streamed(new ts.BollingerBands(20, 2), closes);
  for (const output of ['upper', 'middle', 'lower'] as const) {
    const own = folded(bollinger(20, 2), nextBollinger, ({ value }) => value?.[output], closes);
    agrees({
      ours: `bollinger(20, 2) ${output}`,
      theirs: 'TA-Lib (SMA and VAR)',
      own,
      other: middle.map(
        (mean, i) => mean && mean + 2 * { upper: 1, middle: 0, lower: -1 }[output] * (root[i] ?? NaN),
      ),
      within: 1e-8,
    });
    agrees({
      ours: `bollinger(20, 2) ${output}`,
      theirs: 'trading-signals',
      own,
      other: series.map((one) => one?.[output]),
    });
  }

  const channel = streamed(new ts.DonchianChannels(20), REAL_BARS);
  for (const output of ['upper', 'lower', 'middle'] as const) {
    const own = folded(donchian(20), nextDonchian, ({ value }) => value?.[output], REAL_BARS);
    const max = talib.from(19, lib.MAX({ inReal: highs, timePeriod: 20 }).output);
    const min = talib.from(19, lib.MIN({ inReal: lows, timePeriod: 20 }).output);
    const mid = max.map((high, i) => high && (high + (min[i] ?? NaN)) / 2);
    agrees({
      ours: `donchian(20) ${output}`,
      theirs: 'TA-Lib (MAX and MIN)',
      own,
      other: { upper: max, lower: min, middle: mid }[output],
    });
    agrees({
      ours: `donchian(20) ${output}`,
      theirs: 'trading-signals',
      own,
      other: channel.map((one) => one?.[output]),
    });
  }

  const range = folded(atr(14), nextAtr, ({ value }) => value, REAL_BARS);
  agrees({
    ours: 'atr(14), whose first bar has a range,',
    theirs: 'trading-signals',
    own: range,
    other: streamed(new ts.ATR(14), REAL_BARS),
  });
  const theirRange = talib.from(
    14,
    lib.ATR({ high: highs, low: lows, close: closes, timePeriod: 14 }).output,
  );
  agrees({
    ours: 'atr(14)',
    theirs: 'TA-Lib once its other beginning has faded',
    own: range,
    other: theirRange,
    from: 200,
    within: 1e-6,
  });
  agrees({
    ours: "atr(14, { compat: 'talib' })",
    theirs: 'TA-Lib',
    own: folded(atr(14, { compat: 'talib' }), nextAtr, ({ value }) => value, REAL_BARS),
    other: theirRange,
  });

  const line = folded(supertrend(10, 3), nextSupertrend, ({ value }) => value?.line, REAL_BARS);
  agrees({
    ours: 'supertrend(10, 3)',
    theirs: 'trading-signals',
    own: line,
    other: streamed(new ts.SuperTrend({ interval: 10, multiplier: 3 }), REAL_BARS).map(
      (one) => one?.supertrend,
    ),
  });
  agrees({
    ours: 'supertrend(10, 3)',
    theirs: 'a plain reading of the definition, since no other library has it',
    own: line,
    other: plainSupertrend(REAL_BARS, 10, 3),
  });
});
