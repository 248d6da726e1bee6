import type { Price } from '../domain/money.js';
import type { EpochMs } from '../domain/time.js';

/** How many marks are kept; a power of two. */
const KEPT = 128;
const MASK = KEPT - 1;
const HALF = KEPT / 2;

/**
 * The newest marks of a token: each change of its last price with its time, numbered from 0. An execution is told
 * after it was made, so what the market was then must still be known. O(1) a change, flat in memory.
 */
export class MarkRing {
  private count = 0;
  private readonly prices = new Float64Array(KEPT);
  private readonly ats = new Float64Array(KEPT);

  /** Takes a new price; true when the older half is soon overwritten, and must be read by whoever wants it. */
  push(price: Price, at: EpochMs): boolean {
    const place = this.count & MASK;
    this.prices[place] = price;
    this.ats[place] = at;
    this.count += 1;
    return (this.count & (HALF - 1)) === 0;
  }

  /** Price of the mark with that `number`, one of those kept. */
  price(number: number): number {
    return this.prices[number & MASK] ?? NaN;
  }

  /** Number of the first mark that came after `at`; of the next one where none has, of the oldest kept where all have. */
  after(at: EpochMs): number {
    let number = this.count;
    while (number > this.oldest && (this.ats[(number - 1) & MASK] ?? NaN) > at) number -= 1;
    return number;
  }

  /** Number of the oldest mark that is kept. */
  get oldest(): number {
    return Math.max(0, this.count - KEPT);
  }

  /** Of the first of the newer half: older ones are overwritten first. */
  get newerHalf(): number {
    return Math.max(0, this.count - HALF);
  }
}
