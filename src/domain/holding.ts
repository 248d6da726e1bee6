import type { Fill } from './fill.js';
import { minus, type Money, NO_MONEY, type Price, valueOf } from './money.js';
import { applyFill, FLAT, type Position } from './position.js';

/**
 * One token's position with what it is worth at the last price. Its owner (an account, a strategy's ledger)
 * updates it in place, tick by tick; nobody else keeps a reference.
 */
export class Holding {
  position: Position = FLAT;
  /** Market value of the position at `last`; negative when short. */
  value: Money = NO_MONEY;
  /** Last traded price; before one is known, the last fill's. */
  last: Price | undefined = undefined;

  constructor(readonly multiplier: number) {}

  /** Takes the newest price; returns by how much the value changed. O(1). */
  mark(last: Price | undefined): Money {
    if (last === undefined || last === this.last) return NO_MONEY;
    this.last = last;
    return this.position.quantity === 0 ? NO_MONEY : this.revalue(last);
  }

  /** Takes an execution; returns the profit it realised (before charges) and the change of value. */
  fill(fill: Fill): readonly [realised: Money, revalued: Money] {
    const [position, realised] = applyFill(this.position, fill, this.multiplier);
    this.position = position;
    this.last ??= fill.price;
    return [realised, this.revalue(this.last)];
  }

  private revalue(last: Price): Money {
    const value = valueOf(last, this.position.quantity, this.multiplier);
    const change = minus(value, this.value);
    this.value = value;
    return change;
  }
}
