import type { Tick } from './tick.js';
import type { EpochMs } from './time.js';

/** One field of the last ticks of a token, newest first; read in place, never copied. */
export interface Series {
  /**
   * The value `n` ticks ago; 0 is the newest tick. Undefined where there was no such tick yet, or the feed
   * had not sent the field. Throws a RangeError when `n` is beyond what the history keeps.
   */
  ago(n: number): number | undefined;
  /** The last `n` values that there are, oldest first; ticks that lack the field are passed over. */
  window(n: number): Iterable<number>;
}

/** The last ticks of one token: a bounded window that only grows at its end. */
export interface History {
  /** Ticks in it now; at most `capacity`. */
  readonly length: number;
  /** Most ticks it keeps: the pipeline's `history`. */
  readonly capacity: number;
  /** Times of the ticks on the world's clock, epoch ms. */
  readonly at: Series;
  readonly last: Series;
  readonly volume: Series;
  readonly bid: Series;
  readonly ask: Series;
  readonly openInterest: Series;
}

const FIRST_SIZE = 64;

/** Ring of doubles; NaN stands for "not sent". It starts small and doubles up to its capacity. */
class Ring implements Series {
  private values: Float64Array;
  private count = 0;

  constructor(private readonly capacity: number) {
    this.values = new Float64Array(Math.min(FIRST_SIZE, capacity));
  }

  push(value: number | undefined): void {
    if (this.count === this.values.length && this.count < this.capacity) this.grow();
    this.values[this.count % this.values.length] = value ?? NaN;
    this.count += 1;
  }

  ago(n: number): number | undefined {
    if (!(n >= 0 && n < this.capacity)) {
      throw new RangeError(
        `the history keeps ${this.capacity} ticks, asked for the one ${n} ago; set the pipeline's history`,
      );
    }
    if (n >= this.count) return undefined;
    const value = this.values[(this.count - 1 - n) % this.values.length];
    return value === undefined || Number.isNaN(value) ? undefined : value;
  }

  *window(n: number): Iterable<number> {
    if (!(n >= 0 && n <= this.capacity)) {
      throw new RangeError(
        `the history keeps ${this.capacity} ticks, asked for ${n}; set the pipeline's history`,
      );
    }
    for (let i = Math.min(n, this.count) - 1; i >= 0; i -= 1) {
      const value = this.ago(i);
      if (value !== undefined) yield value;
    }
  }

  /** Only before the ring has gone round, so the values stay where they are. */
  private grow(): void {
    const wider = new Float64Array(Math.min(this.values.length * 2, this.capacity));
    wider.set(this.values);
    this.values = wider;
  }
}

/** A history that its owner appends to; strategies see it as {@link History}. */
export class TickHistory implements History {
  length = 0;
  readonly at: Ring;
  readonly last: Ring;
  readonly volume: Ring;
  readonly bid: Ring;
  readonly ask: Ring;
  readonly openInterest: Ring;

  constructor(readonly capacity: number) {
    this.at = new Ring(capacity);
    this.last = new Ring(capacity);
    this.volume = new Ring(capacity);
    this.bid = new Ring(capacity);
    this.ask = new Ring(capacity);
    this.openInterest = new Ring(capacity);
  }

  /** O(1). */
  append(tick: Tick): void {
    this.at.push(tick.at as EpochMs);
    this.last.push(tick.last);
    this.volume.push(tick.volume);
    this.bid.push(tick.bid);
    this.ask.push(tick.ask);
    this.openInterest.push(tick.openInterest);
    if (this.length < this.capacity) this.length += 1;
  }
}
