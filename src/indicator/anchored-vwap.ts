import { type TimedCandle, typicalPriceOf } from '../domain/candle.js';
import type { EpochMs } from '../domain/time.js';
import { isWhole } from './given.js';
import { factorOf } from './periods.js';
import { bandsAroundMean, NOTHING_TRADED, tradedAt, type VolumeMean, type VwapBands } from './volume-mean.js';

/** What it counts from: the first candle that opens at that moment or later, or the first that trades at that price. */
export type Anchor = { readonly at: EpochMs } | { readonly price: number };

/** Volume-weighted average of candles' typical prices from an anchor on, across sessions; plain data. */
export interface AnchoredVwap {
  readonly anchor: Anchor;
  readonly width: number;
  readonly phase: 'Waiting' | 'Counting';
  readonly sum: VolumeMean;
  /** Undefined before anything was traded from the anchor on. */
  readonly value: VwapBands | undefined;
}

/** With bands `width` deviations around it. To begin anew elsewhere, make another. */
export const anchoredVwap = (anchor: Anchor, width = 1): AnchoredVwap => ({
  anchor,
  width: factorOf('anchoredVwap', width),
  phase: 'Waiting',
  sum: NOTHING_TRADED,
  value: undefined,
});

/** Takes the next candle; a missing one, and one before the anchor, changes nothing. O(1). */
export const nextAnchoredVwap = (state: AnchoredVwap, candle: TimedCandle | undefined): AnchoredVwap => {
  if (!isWhole(candle)) return state;
  const { anchor, width } = state;
  if (state.phase === 'Waiting' && !isReached(anchor, candle)) return state;
  const sum = tradedAt(state.sum, typicalPriceOf(candle), candle.volume);
  return { anchor, width, phase: 'Counting', sum, value: bandsAroundMean(sum, width) };
};

/** Whether what went on from `openAt`, between `low` and `high`, comes to the anchor. */
export const isReached = (
  anchor: Anchor,
  { openAt, high, low }: Pick<TimedCandle, 'openAt' | 'high' | 'low'>,
): boolean => ('at' in anchor ? openAt >= anchor.at : low <= anchor.price && anchor.price <= high);
