import { addUnits, NO_BINS, type PriceBins } from './price-bins.js';

/** Units by bin, of prices that lie near each other; plain data. */
export interface PriceRange {
  readonly bins: PriceBins;
  /** Lowest and highest bin traded in; nothing was where the highest is the lower. */
  readonly lowest: number;
  readonly highest: number;
  /** Units in all bins. */
  readonly units: number;
}

export const EMPTY_RANGE: PriceRange = { bins: NO_BINS, lowest: 0, highest: -1, units: 0 };

/** 10,000 rupees in bins of a tick of 0.05. */
const MOST_BINS = 200_000;

/**
 * `range` with `units` more, spread evenly over the bins from `low` to `high`; undefined where it would span more than
 * 200,000 bins. O(bins added to * chunks).
 */
export const rangeWith = (
  range: PriceRange,
  low: number,
  high: number,
  units: number,
): PriceRange | undefined => {
  const isFirst = range.highest < range.lowest;
  const lowest = isFirst ? low : Math.min(range.lowest, low);
  const highest = isFirst ? high : Math.max(range.highest, high);
  if (highest - lowest > MOST_BINS) return undefined;
  let { bins } = range;
  for (let bin = low; bin <= high; bin += 1) bins = addUnits(bins, bin, units / (high - low + 1));
  return { bins, lowest, highest, units: range.units + units };
};
