import type { BinanceFrame, Level } from '../../../../codec/binance/frame.js';

export type BookChange = Extract<BinanceFrame, { kind: 'Change' }>;
export type WholeBook = Extract<BinanceFrame, { kind: 'Book' }>;

/**
 * What became of a change: laid over the book; kept until the whole book comes; dropped, since the book has it
 * already; or the book is lost, since changes are missing from `expected` on, and is waited for again.
 */
export type ChangeOutcome =
  | { readonly kind: 'Applied' | 'Kept' | 'Dropped' }
  | { readonly kind: 'Lost'; readonly expected: number; readonly got: number };

/** So many changes are kept while the whole book has not come, so that a recording without one stays in memory. */
const MOST_KEPT = 10_000;

/**
 * The order book of one symbol out of changes and a whole book that may come later than the first of them:
 * changes up to the whole book's number are dropped, the next must begin at or before the number after it, and
 * each later one where the one before ended. Source: Binance, how to manage a local order book.
 */
export class OrderBook {
  /** Best first. */
  readonly bids = new BookSide(-1);
  readonly asks = new BookSide(1);
  private lastId: number | undefined;
  private isFirst = true;
  private kept: BookChange[] = [];

  /** Whether it is known; before, and after changes were missing, it is not. */
  get isWhole(): boolean {
    return this.lastId !== undefined;
  }

  /** The number of its last update. */
  get updateId(): number {
    return this.lastId ?? -1;
  }

  /** Puts a whole book in place and lays over it what was kept. */
  replace({ lastId, bids, asks }: WholeBook): ChangeOutcome {
    this.bids.clear();
    this.asks.clear();
    this.bids.put(bids);
    this.asks.put(asks);
    this.lastId = lastId;
    this.isFirst = true;
    const { kept } = this;
    this.kept = [];
    for (const change of kept) {
      const outcome = this.change(change);
      if (outcome.kind === 'Lost') return outcome;
    }
    return { kind: 'Applied' };
  }

  change(change: BookChange): ChangeOutcome {
    if (this.lastId === undefined) {
      if (this.kept.length === MOST_KEPT) this.kept.shift();
      this.kept.push(change);
      return { kind: 'Kept' };
    }
    if (change.lastId <= this.lastId) return { kind: 'Dropped' };
    const expected = this.lastId + 1;
    const follows = this.isFirst
      ? change.firstId <= expected
      : change.previousId === undefined
        ? change.firstId === expected
        : change.previousId === this.lastId;
    if (!follows) {
      this.lose(change);
      return { kind: 'Lost', expected, got: change.firstId };
    }
    this.isFirst = false;
    this.lastId = change.lastId;
    this.bids.put(change.bids);
    this.asks.put(change.asks);
    return { kind: 'Applied' };
  }

  private lose(change: BookChange): void {
    this.lastId = undefined;
    this.kept = [change];
    this.bids.clear();
    this.asks.clear();
  }
}

/** Levels by price, best first: the highest for a `direction` of -1, the lowest for 1. */
export class BookSide {
  readonly prices: number[] = [];
  readonly quantities: number[] = [];

  constructor(private readonly direction: 1 | -1) {}

  clear(): void {
    this.prices.length = 0;
    this.quantities.length = 0;
  }

  /** A quantity of 0 takes the level away. */
  put(levels: readonly Level[]): void {
    for (const [price, quantity] of levels) {
      const at = this.placeOf(price);
      const isThere = this.prices[at] === price;
      if (quantity === 0) {
        if (!isThere) continue;
        this.prices.splice(at, 1);
        this.quantities.splice(at, 1);
      } else if (isThere) this.quantities[at] = quantity;
      else {
        this.prices.splice(at, 0, price);
        this.quantities.splice(at, 0, quantity);
      }
    }
  }

  /** Where `price` is, or belongs. */
  private placeOf(price: number): number {
    let low = 0;
    let high = this.prices.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (((this.prices[middle] ?? NaN) - price) * this.direction < 0) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
