import type { TradingCalendar, TradingHours } from '../../../domain/calendar.js';
import { type SessionDay, sessionDayOf, startOfSession } from '../../../domain/session.js';
import { DAY_MS, epochMs } from '../../../domain/time.js';
import { exchangeOf, type Token } from '../../../domain/token.js';

/** When the bar of a token that starts at `start` ends, epoch ms, not included. */
export type BarEnds = (token: Token, start: number) => number;

/**
 * Of bars of `intervalMs`: one that starts within a session is over at its close, however long the others are; the
 * hour of 15:15 trades for a quarter. Bars of a day, and those of days whose hours are not known, are as long as all.
 */
export const barEnds = (intervalMs: number, calendar: TradingCalendar | undefined): BarEnds => {
  if (calendar === undefined || intervalMs >= DAY_MS) return (_, start) => start + intervalMs;
  const known = new Map<Token, { readonly day: SessionDay; readonly hours: readonly TradingHours[] }>();
  const hoursOf = (token: Token, day: SessionDay): readonly TradingHours[] => {
    const last = known.get(token);
    if (last?.day === day) return last.hours;
    const session = calendar.sessionOf(exchangeOf(token), day);
    const hours = 'hours' in session ? session.hours : [];
    known.set(token, { day, hours });
    return hours;
  };
  return (token, start) => {
    const day = sessionDayOf(epochMs(start));
    const time = start - startOfSession(day);
    for (const { from, to } of hoursOf(token, day))
      if (from <= time && time < to) return start + Math.min(intervalMs, to - time);
    return start + intervalMs;
  };
};
