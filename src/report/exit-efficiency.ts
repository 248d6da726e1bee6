import { pricePoints } from './price-points.js';
import type { Trade } from './trade.js';

/**
 * What a trade made over the best it could have made: exit less entry over the best excursion, in points, turned round
 * for a short trade. Null where it never stood better than its entry.
 */
export const exitEfficiency = ({ side, entryPrice, exitPrice, excursion }: Trade): number | null => {
  if (excursion === undefined || excursion.bestPoints === 0) return null;
  const points = side === 'LONG' ? exitPrice - entryPrice : entryPrice - exitPrice;
  return pricePoints(points) / excursion.bestPoints;
};
