import type { Side } from '../domain/intent.js';
import { worseOnGrid } from '../domain/tick-grid.js';

/** How far a trailing stop stays behind the price: rupees, or a share of the price (0.01 is one percent). */
export type Distance =
  { readonly kind: 'points'; readonly points: number } | { readonly kind: 'share'; readonly share: number };

export const points = (rupees: number): Distance => ({ kind: 'points', points: rupees });

export const share = (ratio: number): Distance => ({ kind: 'share', share: ratio });

/**
 * Where a stop on `side` (to sell: of a long position) that stood at `trigger` stands when the price is `last`: as
 * far behind it as `distance` says, on the tick grid, and never looser than it was. Undefined `trigger`: the first.
 */
export const trailed = (
  side: Side,
  distance: Distance,
  trigger: number | undefined,
  last: number,
  tickSize: number | undefined,
): number => {
  const behind = distance.kind === 'points' ? distance.points : last * distance.share;
  const next = worseOnGrid(side === 'SELL' ? last - behind : last + behind, tickSize, side);
  if (trigger === undefined) return next;
  return side === 'SELL' ? Math.max(trigger, next) : Math.min(trigger, next);
};
