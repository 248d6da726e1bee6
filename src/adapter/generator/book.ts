import type { Random } from './random.js';

/** Where one side of the book begins: a price in whole ticks and what waits there, in lots. */
export interface Best {
  readonly price: number;
  readonly lots: number;
}

/** Share of re-quotes at which what waits at an unmoved price changes too. */
const RESIZED = 0.5;
const MOST_LOTS = 30;

/** The best bid and ask about a fair price; always apart by a tick at least. */
export class Book {
  bid: Best = { price: 0, lots: 0 };
  ask: Best = { price: 0, lots: 0 };

  constructor(
    private readonly random: Random,
    /** Scales the sizes. */
    private readonly lotsAtOnce: number,
  ) {}

  /** Quotes anew: `fair` and `spread` in ticks, any fraction of one. */
  quote(fair: number, spread: number): void {
    const half = Math.max(spread, 0.2) / 2; // above zero, so that the roundings cannot meet
    this.bid = this.requoted(this.bid, Math.floor(fair - half));
    this.ask = this.requoted(this.ask, Math.ceil(fair + half));
  }

  private requoted(best: Best, price: number): Best {
    return price === best.price && !this.random.chance(RESIZED)
      ? best
      : { price, lots: this.random.heavyTailed(MOST_LOTS) * this.random.integer(1, this.lotsAtOnce) };
  }
}
