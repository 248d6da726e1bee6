import * as lib from 'talib-web';
import { ADX, Stochastic as TheirStochastic } from 'technicalindicators';
import * as ts from 'trading-signals';
import { cci, nextCci } from '../../../src/indicator/cci.js';
import { dmi, nextDmi } from '../../../src/indicator/dmi.js';
import { mfi, nextMfi } from '../../../src/indicator/mfi.js';
import { nextRoc, roc } from '../../../src/indicator/roc.js';
import { nextStochRsi, stochRsi } from '../../../src/indicator/stoch-rsi.js';
import { nextStochastic, stochastic } from '../../../src/indicator/stochastic.js';
import { nextWilliamsR, williamsR } from '../../../src/indicator/williams-r.js';
import { agrees, batch, folded, fromTheEnd, type Line, streamed, talib } from '../support/agreement.js';
import { closes, highs, lows, REAL_BARS, volumes } from '../support/real-bars.js';

const TALIB = { compat: 'talib' } as const;
const prices = { high: highs, low: lows, close: closes };

await talib.ready();

describe('oscillators over recorded bars', () => {
  const movement = (output: 'plus' | 'minus' | 'dx' | 'adx', convention = {}): Line =>
    folded(dmi(14, convention), nextDmi, ({ value }) => value?.[output], REAL_BARS);
  const byTalib = {
    plus: talib.from(14, lib.PLUS_DI({ ...prices, timePeriod: 14 }).output),
    minus: talib.from(14, lib.MINUS_DI({ ...prices, timePeriod: 14 }).output),
    dx: talib.from(14, lib.DX({ ...prices, timePeriod: 14 }).output),
    adx: talib.from(27, lib.ADX({ ...prices, timePeriod: 14 }).output),
  };
  const theirs = batch(ADX, { ...prices, period: 14 });
  for (const output of ['plus', 'minus', 'dx', 'adx'] as const) {
    agrees({
      ours: `dmi(14, { compat: 'talib' }) ${output}`,
      theirs: 'TA-Lib',
      own: movement(output, TALIB),
      other: byTalib[output],
    });
    agrees({
      ours: `dmi(14) ${output}`,
      theirs: 'TA-Lib once its other beginning has faded',
      own: movement(output),
      other: byTalib[output],
      from: 199,
      within: 1e-5,
    });
    if (output === 'dx') continue; // it does not tell
    const key = { plus: 'pdi', minus: 'mdi', adx: 'adx' } as const;
    agrees({
      ours: `dmi(14) ${output}, averages of bars 1 to 14,`,
      theirs: 'technicalindicators, which tells nothing before its ADX',
      own: movement(output),
      other: fromTheEnd(theirs.map((one) => one[key[output]])),
      from: 27,
    });
  }

  const fast = (output: 'raw' | 'k' | 'd'): Line =>
    folded(stochastic(14, 1, 3), nextStochastic, ({ value }) => value?.[output], REAL_BARS);
  const theirFast = batch(TheirStochastic, { ...prices, period: 14, signalPeriod: 3 });
  agrees({
    ours: 'stochastic(14, 1, 3) k',
    theirs: 'technicalindicators',
    own: fast('k'),
    other: fromTheEnd(theirFast.map(({ k }) => k)),
  });
  agrees({
    ours: 'stochastic(14, 1, 3) d',
    theirs: 'technicalindicators',
    own: fast('d'),
    other: fromTheEnd(theirFast.map(({ d }) => d)).map((d, i) => (i < 15 ? undefined : d)),
  });
  agrees({
    ours: 'stochastic(14, 1, 3) d',
    theirs: 'TA-Lib (STOCHF; its fastK is not what this build gives back)',
    own: fast('d'),
    other: talib.from(15, lib.STOCHF({ ...prices, fastK_Period: 14, fastD_Period: 3 }).fastD),
  });
  const slow = streamed(
    new ts.StochasticOscillator({ kPeriod: 14, dPeriod: 3, kSlowingPeriod: 3 }),
    REAL_BARS,
  );
  for (const [output, key] of [
    ['k', 'stochK'],
    ['d', 'stochD'],
  ] as const) {
    agrees({
      ours: `stochastic(14, 3, 3) ${output}`,
      theirs: 'trading-signals, which tells nothing before its D',
      own: folded(stochastic(14, 3, 3), nextStochastic, ({ value }) => value?.[output], REAL_BARS),
      other: slow.map((one) => one?.[key]),
      from: 17,
    });
  }

  const inRange = (output: 'raw' | 'k' | 'd', convention = {}): Line =>
    folded(stochRsi(14, 14, 3, 3, convention), nextStochRsi, ({ value }) => value?.[output], closes);
  const theirRsi = lib.STOCHRSI({ inReal: closes, timePeriod: 14, fastK_Period: 14, fastD_Period: 3 });
  agrees({
    ours: "stochRsi(14, 14, 3, 3, { compat: 'talib' }) k",
    theirs: 'TA-Lib, which tells nothing before its D',
    own: inRange('k', TALIB),
    other: talib.from(29, theirRsi.fastK),
    from: 29,
  });
  agrees({
    ours: "stochRsi(14, 14, 3, 3, { compat: 'talib' }) d",
    theirs: 'TA-Lib',
    own: inRange('d', TALIB),
    other: talib.from(29, theirRsi.fastD),
  });
  agrees({
    ours: 'stochRsi(14, 14, 3, 3) raw',
    theirs: 'trading-signals, a hundred times as much',
    own: inRange('raw'),
    other: streamed(new ts.StochasticRSI(14), closes).map((x) => x && 100 * x),
  });
  const smoothed = talib.from(2, lib.SMA({ inReal: theirRsi.fastK.slice(0, -29), timePeriod: 3 }).output);
  agrees({
    ours: 'stochRsi(14, 14, 3, 3) k, smoothed,',
    theirs: 'TA-Lib (SMA of its STOCHRSI)',
    own: inRange('k').map((x, i) => (i < 31 ? undefined : x)),
    other: smoothed,
  });

  const channel = folded(cci(20), nextCci, ({ value }) => value, REAL_BARS);
  agrees({
    ours: 'cci(20)',
    theirs: 'TA-Lib',
    own: channel,
    other: talib.from(19, lib.CCI({ ...prices, timePeriod: 20 }).output),
  });
  agrees({
    ours: 'cci(20)',
    theirs: 'trading-signals',
    own: channel,
    other: streamed(new ts.CCI(20), REAL_BARS),
  });

  const money = folded(mfi(14), nextMfi, ({ value }) => value, REAL_BARS);
  agrees({
    ours: 'mfi(14)',
    theirs: 'TA-Lib',
    own: money,
    other: talib.from(14, lib.MFI({ ...prices, volume: volumes, timePeriod: 14 }).output),
  });
  agrees({
    ours: 'mfi(14)',
    theirs: 'trading-signals',
    own: money,
    other: streamed(new ts.MFI(14), REAL_BARS),
  });

  const below = folded(williamsR(14), nextWilliamsR, ({ value }) => value, REAL_BARS);
  agrees({
    ours: 'williamsR(14)',
    theirs: 'TA-Lib',
    own: below,
    other: talib.from(13, lib.WILLR({ ...prices, timePeriod: 14 }).output),
  });
  agrees({
    ours: 'williamsR(14)',
    theirs: 'trading-signals',
    own: below,
    other: streamed(new ts.WilliamsR(14), REAL_BARS),
  });

  const change = folded(roc(9), nextRoc, ({ value }) => value, closes);
  agrees({
    ours: 'roc(9)',
    theirs: 'TA-Lib',
    own: change,
    other: talib.from(9, lib.ROC({ inReal: closes, timePeriod: 9 }).output),
  });
  agrees({
    ours: 'roc(9), percent,',
    theirs: 'trading-signals, a share',
    own: change,
    other: streamed(new ts.ROC(9), closes).map((x) => x && 100 * x),
  });
});
