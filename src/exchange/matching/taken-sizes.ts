import type { Side } from '../../domain/intent.js';
import { LEVELS, levelPrice, levelQuantity } from './levels.js';
import type { Tick } from '../../domain/tick.js';

interface Taken {
  /** Of the orders that stand there: sellers for a purchase. */
  readonly side: Side;
  readonly price: number;
  /** As it was displayed then. */
  readonly size: number;
  units: number;
}

/**
 * What our orders took of displayed sizes: the tape does not know of us and goes on showing them. It is remembered
 * until the size at that price is another, so that no two orders trade with the same units.
 * Source: liquidity consumption in NautilusTrader, which forgets a level's when its size changes.
 */
export class TakenSizes {
  private taken: Taken[] = [];

  get isEmpty(): boolean {
    return this.taken.length === 0;
  }

  /** What is left of `share` of `size` units that `side` displays at `price`. */
  leftOf(side: Side, price: number, size: number, share: number): number {
    const units = this.find(side, price)?.units ?? 0;
    return Math.max(0, size * share - units);
  }

  take(side: Side, price: number, size: number, units: number): void {
    const found = this.find(side, price);
    if (found === undefined) this.taken.push({ side, price, size, units });
    else found.units += units;
  }

  /** Forgets what `tick` shows otherwise. */
  refresh(tick: Tick): void {
    if (this.taken.length === 0) return;
    this.taken = this.taken.filter(({ side, price, size }) => displayedAt(tick, side, price) === size);
  }

  private find(side: Side, price: number): Taken | undefined {
    for (const one of this.taken) if (one.side === side && one.price === price) return one;
    return undefined;
  }
}

/** The size that `side` displays at `price` among the first `levels`; undefined where it shows no such level. */
export const displayedAt = (tick: Tick, side: Side, price: number, levels = LEVELS): number | undefined => {
  for (let level = 0; level < levels; level += 1)
    if (levelPrice(tick, side, level) === price) return levelQuantity(tick, side, level);
  return undefined;
};
