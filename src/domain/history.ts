import type { Tick } from './tick.js';

/** One field of the last ticks of a token; read in place, never copied. */
export interface Series {
  /**
   * The value `n` ticks ago; 0 is the newest tick. Undefined where there was no such tick yet, or the feed
   * had not sent the field. Throws a RangeError when `n` is beyond what the history keeps.
   */
  ago(n: number): number | undefined;
  /**
   * The values of the last `n` ticks, oldest first; ticks that lack the field are passed over. Throws a
   * RangeError when `n` is more than the history keeps.
   */
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

/**
 * A history that its owner appends to; strategies see it as {@link History}. Its columns are rings of one
 * size, which starts small and doubles up to the capacity, so that many quiet tokens take little memory.
 */
export class TickHistory implements History {
  readonly at: Column;
  readonly last: Column;
  readonly volume: Column;
  readonly bid: Column;
  readonly ask: Column;
  readonly openInterest: Column;
  private size: number;
  private count = 0;

  constructor(readonly capacity: number) {
    this.size = Math.min(FIRST_SIZE, capacity);
    this.at = new Column(this, this.size);
    this.last = new Column(this, this.size);
    this.volume = new Column(this, this.size);
    this.bid = new Column(this, this.size);
    this.ask = new Column(this, this.size);
    this.openInterest = new Column(this, this.size);
  }

  get length(): number {
    return Math.min(this.count, this.capacity);
  }

  /** O(1), amortised while it grows. */
  append(tick: Tick): void {
    if (this.count === this.size && this.size < this.capacity) this.grow();
    const slot = this.count % this.size;
    this.at.put(slot, tick.at);
    this.last.put(slot, tick.last);
    this.volume.put(slot, tick.volume);
    this.bid.put(slot, tick.bid);
    this.ask.put(slot, tick.ask);
    this.openInterest.put(slot, tick.openInterest);
    this.count += 1;
  }

  /** Where the tick of `n` ticks ago is; undefined when there was none yet. */
  slotOf(n: number): number | undefined {
    if (!(n >= 0 && n < this.capacity)) throw beyond(this.capacity, `tick ${n} ticks ago`);
    return n < this.count ? (this.count - 1 - n) % this.size : undefined;
  }

  /** Only before the rings have gone round, so every value stays where it is. */
  private grow(): void {
    this.size = Math.min(this.size * 2, this.capacity);
    for (const column of [this.at, this.last, this.volume, this.bid, this.ask, this.openInterest])
      column.grow(this.size);
  }
}

/** One field of a history; NaN stands for "not sent". */
class Column implements Series {
  private values: Float64Array;

  constructor(
    private readonly history: TickHistory,
    size: number,
  ) {
    this.values = new Float64Array(size);
  }

  put(slot: number, value: number | undefined): void {
    this.values[slot] = value === undefined ? NaN : value;
  }

  grow(size: number): void {
    const wider = new Float64Array(size);
    wider.set(this.values);
    this.values = wider;
  }

  ago(n: number): number | undefined {
    const slot = this.history.slotOf(n);
    const value = slot === undefined ? undefined : this.values[slot];
    return value === undefined || Number.isNaN(value) ? undefined : value;
  }

  *window(n: number): Iterable<number> {
    const { capacity, length } = this.history;
    if (!(n >= 0 && n <= capacity)) throw beyond(capacity, `last ${n} ticks`);
    for (let i = Math.min(n, length) - 1; i >= 0; i -= 1) {
      const value = this.ago(i);
      if (value !== undefined) yield value;
    }
  }
}

const beyond = (capacity: number, asked: string): RangeError =>
  new RangeError(
    `the history keeps ${capacity} ticks and was asked for the ${asked}; set the pipeline's history`,
  );
