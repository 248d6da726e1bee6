import { type Fill, signedQuantityOf } from './fill.js';
import { minus, type Money, NO_MONEY, plus, shareOf } from './money.js';

/** The part of a fill that closes what was held. */
export interface Closing {
  readonly quantity: number;
  /** What of the fill's charges goes with it. */
  readonly charges: Money;
}

/** What of `fill` closes a position of `before` units; its charges are shared by quantity. */
export const closingOf = (fill: Fill, before: number): Closing => {
  const closes = Math.sign(before) === -Math.sign(signedQuantityOf(fill));
  const quantity = closes ? Math.min(Math.abs(before), fill.quantity) : 0;
  return { quantity, charges: quantity === 0 ? NO_MONEY : shareOf(fill.charges, quantity, fill.quantity) };
};

/**
 * The profit, after charges, of the trade that is open in one token: from flat to flat. A fill that crosses zero
 * ends one and begins the next, with the charges of what it opens. Updates itself in place.
 */
export class RoundTrip {
  private net: Money = NO_MONEY;

  /**
   * Takes a fill, the units held before it and the profit that it realised; returns what the trade that it ended
   * came to, undefined when it ended none.
   */
  take(fill: Fill, before: number, realised: Money): Money | undefined {
    const closing = closingOf(fill, before);
    const net = minus(plus(this.net, realised), closing.charges);
    const opening = minus(fill.charges, closing.charges);
    const ends = closing.quantity > 0 && closing.quantity === Math.abs(before);
    this.net = ends ? minus(NO_MONEY, opening) : minus(net, opening);
    return ends ? net : undefined;
  }
}
