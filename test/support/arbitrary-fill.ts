import fc from 'fast-check';
import type { Fill } from '../../src/domain/fill.js';
import { fill } from './fill.js';

/** The tick sizes of Indian exchanges: equities and indices, and currencies. */
export const TICK_SIZES = [0.05, 0.0025] as const;

/** A price on the grid of `tickSize`, up to 100,000 ticks high, as a feed's decimals give it. */
export const priceOn = (tickSize: number): fc.Arbitrary<number> =>
  fc.integer({ min: 1, max: 100_000 }).map((ticks) => Number((ticks * tickSize).toFixed(4)));

/** An execution of up to 300 units on either side, so that a run of them scales in, closes in part and flips. */
export const arbitraryFill = (tickSize: number): fc.Arbitrary<Fill> =>
  fc
    .record({
      side: fc.constantFrom('BUY', 'SELL'),
      quantity: fc.integer({ min: 1, max: 300 }),
      price: priceOn(tickSize),
      charges: fc.nat(1_000_000),
    })
    .map(fill);
