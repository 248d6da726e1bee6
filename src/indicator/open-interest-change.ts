import type { Tick } from '../domain/tick.js';
import { isGiven } from './given.js';

/** What a price that moves says of open interest that moves: who comes in or goes. */
export type BuildUp = 'LongBuildUp' | 'ShortBuildUp' | 'ShortCovering' | 'LongUnwinding';

export interface InterestMove {
  /** Contracts (or units, as the feed counts them) more than before. */
  readonly interest: number;
  /** As a share of what was open before; undefined where nothing was. */
  readonly share: number | undefined;
  /** Rupees more than before. */
  readonly price: number;
  /** Undefined where either has not moved. */
  readonly buildUp: BuildUp | undefined;
}

/** How open interest and price moved since the step before; plain data. */
export interface OpenInterestChange {
  readonly before: { readonly price: number; readonly interest: number } | undefined;
  /** Undefined until the second step. */
  readonly value: InterestMove | undefined;
}

export const openInterestChange: OpenInterestChange = { before: undefined, value: undefined };

/** Takes the next price and open interest, of a bar or a tick; where either is missing nothing changes. O(1). */
export const nextOpenInterestChange = (
  state: OpenInterestChange,
  price: number | undefined,
  interest: number | undefined,
): OpenInterestChange => {
  if (!isGiven(price) || !isGiven(interest)) return state;
  const now = { price, interest };
  return { before: now, value: state.before && moveBetween(state.before, now) };
};

/** How both moved since the session before, by what the feed says of its end; undefined where it does not. */
export const sessionInterestMoveOf = (tick: Tick): InterestMove | undefined => {
  const { last, previousClose, openInterest, previousOpenInterest } = tick;
  if (!isGiven(last) || !isGiven(previousClose)) return undefined;
  if (!isGiven(openInterest) || !isGiven(previousOpenInterest)) return undefined;
  return moveBetween(
    { price: previousClose, interest: previousOpenInterest },
    { price: last, interest: openInterest },
  );
};

interface Standing {
  readonly price: number;
  readonly interest: number;
}

const moveBetween = (before: Standing, now: Standing): InterestMove => {
  const interest = now.interest - before.interest;
  const price = now.price - before.price;
  return {
    interest,
    share: before.interest === 0 ? undefined : interest / before.interest,
    price,
    buildUp: buildUpOf(price, interest),
  };
};

const buildUpOf = (price: number, interest: number): BuildUp | undefined => {
  if (price === 0 || interest === 0) return undefined;
  if (interest > 0) return price > 0 ? 'LongBuildUp' : 'ShortBuildUp';
  return price > 0 ? 'ShortCovering' : 'LongUnwinding';
};
