import { HOUR_MS, MINUTE_MS, SECOND_MS } from '../../domain/time.js';

/** Milliseconds since midnight IST; the cash and the derivatives segment keep the same hours. */
export const OPENS_AT_MS = 9 * HOUR_MS + 15 * MINUTE_MS;
export const CLOSES_AT_MS = 15 * HOUR_MS + 30 * MINUTE_MS;

/** The model moves on by this much at a time. */
export const STEP_MS = 250;

/** Root of a step's share of a second: what scales a deviation given per root second to one step. */
export const ROOT_STEP = Math.sqrt(STEP_MS / SECOND_MS);

/** How far the session has gone at `timeOfDayMs`: 0 at the open, 1 at the close. */
export const shareOfSession = (timeOfDayMs: number): number =>
  (timeOfDayMs - OPENS_AT_MS) / (CLOSES_AT_MS - OPENS_AT_MS);

/** How busy trading is, as a ratio to an average half hour: a U, higher at the open than at the close. */
export const activityAt = (share: number): number =>
  0.7 + 1.6 * eighthPower(1 - share) + 1.1 * eighthPower(share);

/** How fast prices move, as a ratio to mid-day: falls quickly after the open, rises a little to the close. */
export const volatilityAt = (share: number): number =>
  0.8 + 1.5 * eighthPower(1 - share) + 0.35 * eighthPower(share);

/** How much wider than usual quotes are, as a ratio: the first quarter of an hour, then next to nothing. */
export const widthAt = (share: number): number => 1 + 2 * eighthPower(eighthPower(1 - share));

const eighthPower = (base: number): number => {
  const square = base * base;
  const fourth = square * square;
  return fourth * fourth;
};
