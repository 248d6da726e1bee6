/**
 * How far a token's day volume, which a feed tells as a running total, was counted; plain data. Traded between two
 * ticks is what it has grown by. A total does not fall: where it does, a message came late or was wrong, or the
 * counter began again, and which of them it is only shows later.
 */
export interface DayVolume {
  /** It is counted from here. */
  readonly now: number;
  /** The most that was told: `now`, unless the counter seems to have begun again. */
  readonly most: number;
}

/** Counted up to `volume`, units. */
export const dayVolume = (volume: number): DayVolume => ({ now: volume, most: volume });

/**
 * Counted up to `volume`. What falls by less than half is passed over until it has grown again; what falls further is
 * counted from there on. O(1).
 */
export const nextDayVolume = (day: DayVolume, volume: number): DayVolume => {
  if (volume === day.now) return day;
  if (volume >= day.most) return dayVolume(volume);
  const isAnew = volume > day.now || volume < day.now / 2;
  return isAnew ? { now: volume, most: day.most } : day;
};

/**
 * Units traded since `day`, now that the total is `volume`; 0 where it fell. From the most that was told on, nothing
 * counts twice, however deep it had fallen.
 */
export const tradedSince = ({ now, most }: DayVolume, volume: number): number =>
  Math.max(0, volume - (volume >= most ? most : now));
