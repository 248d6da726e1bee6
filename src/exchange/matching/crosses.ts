import type { Price } from '../../domain/money.js';
import { levelPrice } from './levels.js';
import type { Scene } from './scene.js';
import { askedAround } from './take-around.js';
import { priceIn } from './trade-on-bars.js';
import type { Working } from './working.js';

/**
 * Whether the other side still asks less than an order that takes would pay at most (of a sale, bids more than it
 * would take at least): then what is left of it does not rest in the book. At the limit itself it does: it has had
 * what was displayed there, and is the next to be met.
 */
export const crosses = (working: Working, limit: Price, scene: Scene): boolean => {
  const touch = touchFor(working, scene);
  if (touch === undefined) return false;
  return working.order.side === 'BUY' ? touch < limit : touch > limit;
};

/** What the other side asks at least, undefined where nobody is there; made up where the tape has no quotes. */
const touchFor = (working: Working, scene: Scene): number | undefined => {
  const { side } = working.order;
  const { grade, tick } = scene;
  if (grade !== 'bars' && grade !== 'last') return levelPrice(tick, side === 'BUY' ? 'SELL' : 'BUY', 0);
  if (tick.last === undefined) return undefined;
  return askedAround(side, grade === 'bars' ? priceIn(working, tick.last, scene) : tick.last, scene);
};
