import type { TradingDay, TradingHours } from '../../../domain/calendar.js';
import { type SessionDay, startOfSession } from '../../../domain/session.js';

/** The sessions of one exchange, by day. */
export interface TradingDays {
  readonly dayOf: (day: SessionDay) => TradingDay;
}

/** The day's hours; undefined where they are not known. */
export const hoursOf = (day: TradingDay): readonly TradingHours[] | undefined =>
  (day.kind === 'open' || day.kind === 'special') && day.hours.length > 0 ? day.hours : undefined;

/**
 * How much of the time from `from` to `to`, epoch ms of one day, lies inside its hours; all of it where they are not
 * known.
 */
export const tradingTimeBetween = (
  trading: TradingDay,
  day: SessionDay,
  from: number,
  to: number,
): number => {
  const hours = hoursOf(trading);
  if (hours === undefined) return to - from;
  const midnight = startOfSession(day);
  let inside = 0;
  for (const span of hours)
    inside += Math.max(0, Math.min(to, midnight + span.to) - Math.max(from, midnight + span.from));
  return inside;
};
