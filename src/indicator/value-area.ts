import { type PriceBins, unitsIn } from './price-bins.js';
import type { VolumeProfile } from './volume-profile.js';

/** Where most was traded. Prices are the middles of bins, rupees. */
export interface ValueArea {
  /** Point of control: the bin with the most units; of equals the nearest to the middle of all, of those the lower. */
  readonly pointOfControl: number;
  readonly high: number;
  readonly low: number;
  /** Units in the whole profile, and the share of them inside the area. */
  readonly volume: number;
  readonly share: number;
}

/**
 * Grown from the point of control by the two bins above or the two below, whichever hold more (the upper, where
 * equal), until it has `share` of all units. Undefined before anything was traded. O(bins).
 */
export const valueAreaOf = (profile: VolumeProfile, share = 0.7): ValueArea | undefined => {
  const { bins, lowest, highest, binSize } = profile;
  const all = unitsFrom(bins, lowest, highest);
  if (all === 0) return undefined;
  const control = pointOfControl(profile);
  let [low, high, inside] = [control, control, unitsIn(bins, control)];
  while (inside < share * all && (low > lowest || high < highest)) {
    const above = unitsFrom(bins, high + 1, Math.min(high + 2, highest));
    const below = unitsFrom(bins, Math.max(low - 2, lowest), low - 1);
    const goesUp = low === lowest || (high < highest && above >= below);
    if (goesUp) high = Math.min(high + 2, highest);
    else low = Math.max(low - 2, lowest);
    inside += goesUp ? above : below;
  }
  return {
    pointOfControl: control * binSize,
    high: high * binSize,
    low: low * binSize,
    volume: all,
    share: inside / all,
  };
};

const pointOfControl = ({ bins, lowest, highest }: VolumeProfile): number => {
  const middle = (lowest + highest) / 2;
  let best = lowest;
  for (let bin = lowest + 1; bin <= highest; bin += 1) {
    const more = unitsIn(bins, bin) - unitsIn(bins, best);
    if (more > 0 || (more === 0 && Math.abs(bin - middle) < Math.abs(best - middle))) best = bin;
  }
  return best;
};

const unitsFrom = (bins: PriceBins, low: number, high: number): number => {
  let units = 0;
  for (let bin = low; bin <= high; bin += 1) units += unitsIn(bins, bin);
  return units;
};
