import type { TradingCalendar, TradingDay, TradingHours } from './calendar.js';
import { type SessionDay, sessionDayOf, startOfSession } from './session.js';
import { epochMs, HOUR_MS } from './time.js';

/** A stretch of time, `[from, to)`, epoch ms. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

/**
 * The continuous trading of `exchanges` within `span`, by the calendar, as windows that do not overlap, in order.
 * A day of which it knows nothing counts whole, and a special one whose hours are not known.
 */
export const tradingWindows = (
  calendar: TradingCalendar,
  exchanges: Iterable<string>,
  { from, to }: Span,
): readonly Span[] => {
  const names = [...new Set(exchanges)];
  const windows: Span[] = [];
  const last = sessionDayOf(epochMs(to));
  for (let day = sessionDayOf(epochMs(from)); day <= last; day = nextDay(day)) {
    const midnight = startOfSession(day);
    for (const exchange of names) {
      const hours = calendar.knows(exchange) ? hoursOf(calendar.sessionOf(exchange, day)) : WHOLE_DAY;
      for (const part of hours)
        windows.push({ from: Math.max(from, midnight + part.from), to: Math.min(to, midnight + part.to) });
    }
  }
  return united(windows.filter((window) => window.from < window.to));
};

const hoursOf = (day: TradingDay): readonly TradingHours[] => {
  switch (day.kind) {
    case 'open':
      return day.hours;
    case 'special':
      return day.hours.length === 0 ? WHOLE_DAY : day.hours;
    case 'unknown':
      return WHOLE_DAY;
    case 'holiday':
    case 'weekend':
      return [];
  }
};

const WHOLE_DAY: readonly TradingHours[] = [{ from: 0, to: 24 * HOUR_MS }];

const nextDay = (day: SessionDay): SessionDay => (day + 1) as SessionDay;

const united = (windows: readonly Span[]): readonly Span[] => {
  const ordered = [...windows].sort((a, b) => a.from - b.from);
  const apart: Span[] = [];
  for (const window of ordered) {
    const before = apart.at(-1);
    if (before === undefined || window.from > before.to) apart.push(window);
    else apart[apart.length - 1] = { from: before.from, to: Math.max(before.to, window.to) };
  }
  return apart;
};
