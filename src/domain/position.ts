import { type Fill, signedQuantityOf } from './fill.js';
import { inRupees, minus, type Money, NO_MONEY, plus, type Price, shareOf, valueOf } from './money.js';

/** Net holding of one token. */
export interface Position {
  /** Units, negative when short. */
  readonly quantity: number;
  /** What the open quantity cost: positive when long, negative (received) when short. Zero when flat. */
  readonly cost: Money;
}

export const FLAT: Position = { quantity: 0, cost: NO_MONEY };

/**
 * The position after `fill`, and the profit that it realised before charges. A fill that goes through zero
 * closes the whole position and opens the rest. Nothing is lost to rounding: over any number of fills,
 * realised profit less what the open position cost is what was sold for less what was bought for.
 */
export const applyFill = (
  position: Position,
  fill: Fill,
  multiplier: number,
): readonly [position: Position, realised: Money] => {
  const traded = signedQuantityOf(fill);
  const value = valueOf(fill.price, traded, multiplier);
  const quantity = position.quantity + traded;
  if (position.quantity === 0 || Math.sign(position.quantity) === Math.sign(traded)) {
    return [{ quantity, cost: plus(position.cost, value) }, NO_MONEY];
  }
  const closed = Math.min(Math.abs(traded), Math.abs(position.quantity));
  const closedValue =
    closed === Math.abs(traded) ? value : valueOf(fill.price, Math.sign(traded) * closed, multiplier);
  const closedCost = shareOf(position.cost, closed, Math.abs(position.quantity));
  const realised = minus(NO_MONEY, plus(closedValue, closedCost));
  const openedValue = minus(value, closedValue);
  return [
    quantity === 0 ? FLAT : { quantity, cost: plus(minus(position.cost, closedCost), openedValue) },
    realised,
  ];
};

/** Average price of the open quantity in rupees; undefined when flat. */
export const averagePriceOf = (position: Position, multiplier: number): Price | undefined =>
  position.quantity === 0 ? undefined : ((inRupees(position.cost) / position.quantity / multiplier) as Price);

/** Profit or loss of the open quantity, were it closed at `mark`, before charges. */
export const unrealisedOf = (position: Position, mark: Price, multiplier: number): Money =>
  minus(valueOf(mark, position.quantity, multiplier), position.cost);
