import { sessionDayOf, startOfSession } from '../../../domain/session.js';
import { DAY_MS, type EpochMs, epochMs, HOUR_MS, SECOND_MS } from '../../../domain/time.js';

/** Flattrade ends all tokens between five and six in the morning, India's time. Source: the broker's API page. */
const FLATTRADE_END = 5 * HOUR_MS;

/** When a Flattrade token obtained at `at` ends at the earliest. */
export const nextMorning = (at: EpochMs): EpochMs => {
  const today = epochMs(startOfSession(sessionDayOf(at)) + FLATTRADE_END);
  return today > at ? today : epochMs(today + DAY_MS);
};

/** A number of seconds that is below this counts from now; above, from 1970, which is what Shoonya sends. */
const MOMENTS_FROM = 1_000_000_000;

/**
 * The moment that a log-in's `expires_in` tells of, for a token obtained at `at`. Undefined where it tells none,
 * and for a moment that is over: a server by another clock.
 */
export const endOf = (expiresIn: string | number | undefined, at: EpochMs): EpochMs | undefined => {
  const seconds = Number(expiresIn ?? NaN);
  const end = seconds < MOMENTS_FROM ? at + seconds * SECOND_MS : seconds * SECOND_MS;
  return end > at ? epochMs(end) : undefined;
};
