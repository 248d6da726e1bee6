/** Mean and spread of prices, each weighted by the units traded at it; plain data. */
export interface VolumeMean {
  readonly volume: number;
  readonly mean: number;
  /** Sum of units times squared distance from the mean. */
  readonly squares: number;
}

/** An average price of what was traded, with bands some deviations around it. */
export interface VwapBands {
  readonly vwap: number;
  /** Population standard deviation of the price, weighted as the average is, rupees. */
  readonly deviation: number;
  readonly upper: number;
  readonly lower: number;
}

export const NOTHING_TRADED: VolumeMean = { volume: 0, mean: 0, squares: 0 };

/** Adds `units` traded at `price`; none change nothing. O(1). Source: West (1979), CACM 22(9). */
export const tradedAt = (state: VolumeMean, price: number, units: number): VolumeMean => {
  if (units <= 0) return state;
  const volume = state.volume + units;
  const apart = price - state.mean;
  const step = state.volume === 0 ? apart : apart * (units / volume);
  return { volume, mean: state.mean + step, squares: state.squares + units * apart * (apart - step) };
};

/** The average with bands `width` deviations around it; undefined before anything was traded. */
export const bandsAroundMean = (
  { volume, mean, squares }: VolumeMean,
  width: number,
): VwapBands | undefined =>
  volume === 0 ? undefined : bandsAround(mean, Math.sqrt(Math.max(0, squares) / volume), width);

export const bandsAround = (vwap: number, deviation: number, width: number): VwapBands => ({
  vwap,
  deviation,
  upper: vwap + width * deviation,
  lower: vwap - width * deviation,
});
