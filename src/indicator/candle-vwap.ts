import { type TimedCandle, typicalPriceOf } from '../domain/candle.js';
import { type SessionDay, sessionDayOf } from '../domain/session.js';
import { isWhole } from './given.js';
import { factorOf } from './periods.js';
import { bandsAroundMean, NOTHING_TRADED, tradedAt, type VolumeMean, type VwapBands } from './volume-mean.js';

/** Volume-weighted average of candles' typical prices since the session (IST date) began; plain data. */
export interface CandleVwap {
  readonly width: number;
  readonly session: SessionDay | undefined;
  readonly sum: VolumeMean;
  /** Undefined before anything was traded in the session. */
  readonly value: VwapBands | undefined;
}

/** With bands `width` deviations around it. */
export const candleVwap = (width = 1): CandleVwap => ({
  width: factorOf('candleVwap', width),
  session: undefined,
  sum: NOTHING_TRADED,
  value: undefined,
});

/**
 * Takes the next candle; a missing one changes nothing. A candle stands for all its trades by (H + L + C) / 3:
 * ticks know better ({@link nextSessionVwap}). O(1).
 */
export const nextCandleVwap = (state: CandleVwap, candle: TimedCandle | undefined): CandleVwap => {
  if (!isWhole(candle)) return state;
  const { width } = state;
  const session = sessionDayOf(candle.openAt);
  const before = session === state.session ? state.sum : NOTHING_TRADED;
  const sum = tradedAt(before, typicalPriceOf(candle), candle.volume);
  return { width, session, sum, value: bandsAroundMean(sum, width) };
};
