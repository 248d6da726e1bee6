/**
 * Money: a whole number of ten-thousandths of a rupee, so that sums are exact to the paisa and to the
 * finest tick on Indian exchanges (0.0025, currency). Exact up to 900 thousand million rupees.
 */
export type Money = number & { readonly Money: unique symbol };

/** Rupees per unit, on the tick grid of its instrument. */
export type Price = number & { readonly Price: unique symbol };

/** Units (shares, index units), never lots; whole and positive in orders and fills. */
export type Quantity = number & { readonly Quantity: unique symbol };

const PER_RUPEE = 10_000;

export const NO_MONEY = 0 as Money;

/** `amount` rupees, to the nearest ten-thousandth. */
export const rupees = (amount: number): Money => Math.round(amount * PER_RUPEE) as Money;

export const inRupees = (money: Money): number => money / PER_RUPEE;

export const plus = (a: Money, b: Money): Money => (a + b) as Money;

export const minus = (a: Money, b: Money): Money => (a - b) as Money;

/** What `quantity` units at `price` are worth; `multiplier` is rupees per one rupee of price and unit. */
export const valueOf = (price: Price, quantity: number, multiplier: number): Money =>
  Math.round(Math.round(price * PER_RUPEE) * quantity * multiplier) as Money;

/** The share `part / whole` of `money`, to the nearest ten-thousandth; the rest is `money` less this. */
export const shareOf = (money: Money, part: number, whole: number): Money =>
  part === whole ? money : (Math.round(money * (part / whole)) as Money);
