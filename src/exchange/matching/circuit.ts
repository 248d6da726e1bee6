import type { Side } from '../../domain/intent.js';
import type { Tick } from '../../domain/tick.js';

/**
 * Whether nobody is there for one who wants to `side`: the last price is at the day's circuit limit, and the other
 * side of the book is empty. Who stands in the queue may trade all the same, but nobody can know.
 */
export const isLocked = (tick: Tick, side: Side): boolean => {
  const { last } = tick;
  const other = side === 'BUY' ? tick.ask : tick.bid;
  return other === undefined && last !== undefined && isAtCircuit(tick, side, last);
};

/** Whether nothing can trade at a worse price than `price` today; false where the tape tells no circuit limits. */
export const isAtCircuit = (tick: Tick, side: Side, price: number): boolean => {
  const limit = circuitOf(tick, side);
  return limit !== undefined && (side === 'BUY' ? price >= limit : price <= limit);
};

/** `worse`, but no further from `price` than to the day's circuit limit: nothing trades beyond it. */
export const withinCircuit = (tick: Tick, side: Side, price: number, worse: number): number => {
  const limit = circuitOf(tick, side);
  if (limit === undefined) return worse;
  return side === 'BUY' ? Math.min(worse, Math.max(price, limit)) : Math.max(worse, Math.min(price, limit));
};

/** The worst price of the day for one who wants to `side`. */
const circuitOf = ({ depth }: Tick, side: Side): number | undefined =>
  side === 'BUY' ? depth?.upperCircuit : depth?.lowerCircuit;
