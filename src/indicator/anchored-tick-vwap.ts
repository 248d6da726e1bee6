import { type DayVolume, dayVolume, nextDayVolume, tradedSince } from '../domain/day-volume.js';
import { type SessionDay, sessionDayOf } from '../domain/session.js';
import type { Tick } from '../domain/tick.js';
import { type Anchor, isReached } from './anchored-vwap.js';
import { factorOf } from './periods.js';
import { bandsAroundMean, NOTHING_TRADED, tradedAt, type VolumeMean, type VwapBands } from './volume-mean.js';

/**
 * Volume-weighted average of the prices of ticks from an anchor on, across sessions; plain data. Traded quantity is the
 * growth of the cumulative day volume between ticks, priced at the later tick's last.
 */
export interface AnchoredTickVwap {
  readonly anchor: Anchor;
  readonly width: number;
  readonly phase: 'Waiting' | 'Counting';
  readonly session: SessionDay | undefined;
  /** How far the day's volume was counted. */
  readonly volume: DayVolume;
  /** The price before. */
  readonly last: number | undefined;
  readonly sum: VolumeMean;
  /** Undefined before anything was traded from the anchor on. */
  readonly value: VwapBands | undefined;
}

/** With bands `width` deviations around it. To begin anew elsewhere, make another. */
export const anchoredTickVwap = (anchor: Anchor, width = 1): AnchoredTickVwap => ({
  anchor,
  width: factorOf('anchoredTickVwap', width),
  phase: 'Waiting',
  session: undefined,
  volume: dayVolume(0),
  last: undefined,
  sum: NOTHING_TRADED,
  value: undefined,
});

/**
 * Takes the next tick. It counts from the first that comes at that moment or later, or by which the price comes to that
 * price or passes it within a session. The first tick of a session sets the volume to grow from, and none counts twice:
 * {@link nextDayVolume}. A tick without a price or a volume changes nothing. O(1).
 */
export const nextAnchoredTickVwap = (state: AnchoredTickVwap, tick: Tick): AnchoredTickVwap => {
  const { last, volume, at } = tick;
  if (last === undefined || volume === undefined) return state;
  const { anchor, width, phase } = state;
  const session = sessionDayOf(at);
  const isNew = session !== state.session;
  const before = isNew || state.last === undefined ? last : state.last;
  const way = { openAt: at, high: Math.max(before, last), low: Math.min(before, last) };
  const isCounting = phase === 'Counting' || isReached(anchor, way);
  const traded = isNew || !isCounting ? 0 : tradedSince(state.volume, volume);
  const sum = tradedAt(state.sum, last, traded);
  return {
    anchor,
    width,
    phase: isCounting ? 'Counting' : 'Waiting',
    session,
    volume: isNew ? dayVolume(volume) : nextDayVolume(state.volume, volume),
    last,
    sum,
    value: bandsAroundMean(sum, width),
  };
};
