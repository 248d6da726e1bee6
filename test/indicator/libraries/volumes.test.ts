import { expect } from 'chai';
import { obv as theirObv } from 'indicatorts';
import * as lib from 'talib-web';
import { VWAP } from 'technicalindicators';
import * as ts from 'trading-signals';
import { sessionDayOf } from '../../../src/domain/session.js';
import { anchoredVwap, nextAnchoredVwap } from '../../../src/indicator/anchored-vwap.js';
import { candleVwap, nextCandleVwap } from '../../../src/indicator/candle-vwap.js';
import { nextObv, obv } from '../../../src/indicator/obv.js';
import { agrees, batch, folded, streamed, talib } from '../support/agreement.js';
import { closes, highs, lows, REAL_BARS, volumes } from '../support/real-bars.js';
import type { SampleBar } from '../support/sample-bar.js';

await talib.ready();

describe('what was traded in recorded bars', () => {
  agrees({
    ours: 'obv()',
    theirs: 'indicatorts',
    own: folded(obv(), nextObv, ({ value }) => value, REAL_BARS),
    other: theirObv([...closes], [...volumes]),
  });
  agrees({
    ours: "obv({ compat: 'talib' })",
    theirs: 'TA-Lib',
    own: folded(obv({ compat: 'talib' }), nextObv, ({ value }) => value, REAL_BARS),
    other: talib.from(0, lib.OBV({ inReal: closes, volume: volumes }).output),
  });

  const sessions = Array.from({ length: 48 }, (_, i) => REAL_BARS.slice(25 * i, 25 * (i + 1)));
  const own = folded(candleVwap(2), nextCandleVwap, ({ value }) => value, REAL_BARS);
  const vwap = own.map((one) => one?.vwap);
  it('has sessions of 25 bars', () => {
    const days = sessions.map((bars) => new Set(bars.map(({ openAt }) => sessionDayOf(openAt))));

    expect(days.every(({ size }) => size === 1)).to.be.true;
    expect(new Set(days.flatMap((day) => [...day])).size).to.equal(48);
  });
  agrees({
    ours: 'candleVwap(2)',
    theirs: 'trading-signals, begun anew each session',
    own: vwap,
    other: sessions.flatMap((bars) => streamed(new ts.VWAP(), bars)),
  });
  agrees({
    ours: 'candleVwap(2)',
    theirs: 'technicalindicators, begun anew each session',
    own: vwap,
    other: sessions.flatMap((bars) =>
      batch(VWAP, {
        high: bars.map(({ high }) => high),
        low: bars.map(({ low }) => low),
        close: bars.map(({ close }) => close),
        volume: bars.map(({ volume }) => volume),
      }),
    ),
  });
  const plain = sessions.flatMap((bars) => bars.map((_, i) => plainVwap(bars.slice(0, i + 1))));
  for (const output of ['deviation', 'upper', 'lower'] as const) {
    agrees({
      ours: `candleVwap(2) ${output}`,
      theirs: 'a plain sum from the beginning of the session, since the libraries have no bands',
      own: own.map((one) => one?.[output]),
      other: plain.map(({ mean, deviation }) =>
        output === 'deviation' ? deviation : mean + (output === 'upper' ? 2 : -2) * deviation,
      ),
    });
  }

  const from = REAL_BARS[130];
  if (from === undefined) throw new Error('there are fewer bars');
  const anchored = (anchor: Parameters<typeof anchoredVwap>[0]): (number | undefined)[] =>
    folded(anchoredVwap(anchor), nextAnchoredVwap, ({ value }) => value?.vwap, REAL_BARS);
  const since = (first: number): (number | undefined)[] => [
    ...REAL_BARS.slice(0, first).map(() => undefined),
    ...streamed(new ts.VWAP(), REAL_BARS.slice(first)).map((x) => x ?? undefined),
  ];
  agrees({
    ours: 'anchoredVwap from a moment',
    theirs: 'trading-signals, begun there',
    own: anchored({ at: from.openAt }),
    other: since(130),
  });
  const price = Math.max(...highs.slice(0, 100));
  const touch = REAL_BARS.findIndex(({ high, low }) => low <= price && high >= price);
  agrees({
    ours: 'anchoredVwap from a price',
    theirs: 'trading-signals, begun at the first bar that traded there',
    own: anchored({ price }),
    other: since(touch),
  });
  agrees({
    ours: 'anchoredVwap from a moment',
    theirs: 'a plain sum from there',
    own: anchored({ at: from.openAt }),
    other: REAL_BARS.map((_, i) => (i < 130 ? undefined : plainVwap(REAL_BARS.slice(130, i + 1)).mean)),
  });
  it('touches the anchored price after the first bar', () => {
    expect(touch).to.be.greaterThan(0);
    expect(highs[touch]).to.be.at.least(price);
    expect(lows[touch]).to.be.at.most(price);
  });
});

function plainVwap(bars: readonly SampleBar[]): { mean: number; deviation: number } {
  const sum = (of: (price: number) => number): number =>
    bars.reduce((total, { high, low, close, volume }) => total + volume * of((high + low + close) / 3), 0);
  const mean = sum((x) => x) / sum(() => 1);
  return { mean, deviation: Math.sqrt(sum((x) => (x - mean) ** 2) / sum(() => 1)) };
}
