import { UsageError } from './failure.js';
import { inRupees, minus, type Money, NO_MONEY, plus } from './money.js';

/** A strategy that gets part of a pipeline's capital. */
export interface Shareholder {
  readonly name: string;
  /** What it is given; undefined for an equal share of what the others leave. */
  readonly capital?: Money | undefined;
}

/** Shares are whole paise. */
const PAISA = 100;

/**
 * The capital of each strategy, in declared order: what it asks for, or an equal share of the rest in whole
 * paise, the first of them with what does not divide. The shares add up to `capital`. Throws a UsageError where
 * they cannot: the strategies ask for more than there is, or leave some of it to nobody.
 */
export const capitalShares = (
  capital: Money,
  shareholders: readonly Shareholder[],
): ReadonlyMap<string, Money> => {
  const asked = shareholders.reduce((sum, { capital: own }) => plus(sum, own ?? NO_MONEY), NO_MONEY);
  const waiting = shareholders.filter(({ capital: own }) => own === undefined);
  const rest = minus(capital, asked);
  if (rest < 0 || (rest > 0 && waiting.length === 0 && shareholders.length > 0))
    throw new UsageError(
      `the strategies are given ${inRupees(asked)} rupees of a capital of ${inRupees(capital)}: ` +
        (rest < 0 ? 'more than there is' : `nobody has the other ${inRupees(rest)}`),
    );
  const each = (waiting.length === 0 ? 0 : Math.floor(rest / waiting.length / PAISA) * PAISA) as Money;
  const first = minus(rest, (each * (waiting.length - 1)) as Money);
  return new Map(
    shareholders.map((one) => [one.name, one.capital ?? (one === waiting[0] ? first : each)] as const),
  );
};
