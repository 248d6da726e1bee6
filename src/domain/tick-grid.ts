import type { Instrument } from './instrument.js';
import type { Side } from './intent.js';
import type { Price } from './money.js';

/** A price this close to the grid, in ticks, is on it. */
const CLOSE = 1e-6;
/** What an exchange that tells no tick is taken to have; also the finest that a price is written with. */
const FINEST = 10_000;

/** Where a master tells none, that of most. */
const USUAL_TICK_SIZE = 0.05;

export const tickSizeOf = (instrument: Pick<Instrument, 'tickSize'> | undefined): number =>
  instrument?.tickSize ?? USUAL_TICK_SIZE;

export const isOnGrid = (price: number, tickSize: number): boolean => {
  const ticks = price / tickSize;
  return Math.abs(ticks - Math.round(ticks)) < CLOSE;
};

/**
 * `price` on the grid of `tickSize`, rounded so that `side` pays more or gets less; where there is no grid, to the
 * nearest ten-thousandth of a rupee. Never below one tick.
 */
export const worseOnGrid = (price: number, tickSize: number | undefined, side: Side): Price => {
  if (tickSize === undefined) return (Math.round(price * FINEST) / FINEST) as Price;
  const ticks = price / tickSize;
  const whole = side === 'BUY' ? Math.ceil(ticks - CLOSE) : Math.floor(ticks + CLOSE);
  return (Math.round(Math.max(1, whole) * tickSize * FINEST) / FINEST) as Price;
};
