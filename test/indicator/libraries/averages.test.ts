import * as lib from 'talib-web';
import { MACD, WEMA } from 'technicalindicators';
import * as ts from 'trading-signals';
import { ema, nextEma } from '../../../src/indicator/ema.js';
import { macd, nextMacd } from '../../../src/indicator/macd.js';
import { nextRma, rma } from '../../../src/indicator/rma.js';
import { nextRsi, rsi } from '../../../src/indicator/rsi.js';
import { nextSma, sma } from '../../../src/indicator/sma.js';
import { nextWma, wma } from '../../../src/indicator/wma.js';
import { agrees, batch, folded, fromTheEnd, type Line, streamed, talib } from '../support/agreement.js';
import { closes } from '../support/real-bars.js';

const over = <S extends { readonly value: number | undefined }>(
  start: S,
  step: (state: S, x: number) => S,
): Line => folded(start, step, (state) => state.value, closes);

await talib.ready();

describe('averages over recorded closes', () => {
  for (const n of [5, 20, 64, 200]) {
    const name = `sma(${String(n)})`;
    const own = over(sma(n), nextSma);
    agrees({
      ours: name,
      theirs: 'TA-Lib',
      own,
      other: talib.from(n - 1, lib.SMA({ inReal: closes, timePeriod: n }).output),
    });
    agrees({ ours: name, theirs: 'trading-signals', own, other: streamed(new ts.SMA(n), closes) });
  }

  for (const n of [5, 20, 33, 150]) {
    const name = `wma(${String(n)})`;
    const own = over(wma(n), nextWma);
    agrees({
      ours: name,
      theirs: 'TA-Lib',
      own,
      other: talib.from(n - 1, lib.WMA({ inReal: closes, timePeriod: n }).output),
    });
    agrees({ ours: name, theirs: 'trading-signals', own, other: streamed(new ts.WMA(n), closes) });
  }

  const mean = over(ema(20), nextEma);
  agrees({
    ours: 'ema(20), begun with a mean as TradingView and TA-Lib do,',
    theirs: 'TA-Lib',
    own: mean,
    other: talib.from(19, lib.EMA({ inReal: closes, timePeriod: 20 }).output),
  });
  agrees({
    ours: 'ema(20)',
    theirs: 'trading-signals once its other beginning has faded',
    own: mean,
    other: streamed(new ts.EMA(20), closes),
    from: 200,
    within: 1e-8,
  });
  agrees({
    ours: "ema(20, { seed: 'first' })",
    theirs: 'trading-signals, which begins so',
    own: over(ema(20, { seed: 'first' }), nextEma),
    other: streamed(new ts.EMA(20), closes),
  });

  const wilder = over(rma(14), nextRma);
  agrees({
    ours: 'rma(14)',
    theirs: 'trading-signals (its WSMA; its RMA begins with the first)',
    own: wilder,
    other: streamed(new ts.WSMA(14), closes),
  });
  agrees({
    ours: 'rma(14)',
    theirs: 'technicalindicators (its WEMA)',
    own: wilder,
    other: fromTheEnd(batch(WEMA, { period: 14, values: closes })),
  });

  const strength = over(rsi(14), nextRsi);
  agrees({
    ours: 'rsi(14)',
    theirs: 'TA-Lib',
    own: strength,
    other: talib.from(14, lib.RSI({ inReal: closes, timePeriod: 14 }).output),
  });
  agrees({
    ours: 'rsi(14)',
    theirs: 'trading-signals',
    own: strength,
    other: streamed(new ts.RSI(14), closes),
  });

  for (const output of ['line', 'signal', 'histogram'] as const) {
    const read = (state: ReturnType<typeof macd>): number | undefined => state.value?.[output];
    const theirs = lib.MACD({ inReal: closes, fastPeriod: 12, slowPeriod: 26, signalPeriod: 9 });
    agrees({
      ours: `macd(12, 26, 9, { compat: 'talib' }) ${output}`,
      theirs: 'TA-Lib',
      own: folded(macd(12, 26, 9, { compat: 'talib' }), nextMacd, read, closes),
      other: talib.from(
        33,
        { line: theirs.MACD, signal: theirs.MACDSignal, histogram: theirs.MACDHist }[output],
      ),
    });
    const whole = batch(MACD, {
      values: closes,
      fastPeriod: 12,
      slowPeriod: 26,
      signalPeriod: 9,
      SimpleMAOscillator: false,
      SimpleMASignal: false,
    });
    const other = whole.map((one) => (output === 'line' ? one.MACD : one[output]));
    agrees({
      ours: `macd(12, 26, 9) ${output}`,
      theirs: 'technicalindicators, each average begun with its own mean',
      own: folded(macd(12, 26, 9), nextMacd, read, closes),
      other: [...Array.from({ length: closes.length - other.length }, () => undefined), ...other],
    });
    const series = streamed(new ts.MACD(new ts.EMA(12), new ts.EMA(26), new ts.EMA(9)), closes);
    agrees({
      ours: `macd(12, 26, 9) ${output}`,
      theirs: 'trading-signals once its other beginning has faded',
      own: folded(macd(12, 26, 9), nextMacd, read, closes),
      other: series.map((one) => (output === 'line' ? one?.macd : one?.[output])),
      from: 200,
      within: 1e-5,
    });
  }
});
