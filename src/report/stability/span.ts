import type { TradingCalendar, TradingDay, TradingHours } from '../../domain/calendar.js';
import { type SessionDay, sessionDayOf, startOfSession } from '../../domain/session.js';
import { epochMs, HOUR_MS } from '../../domain/time.js';

/** A stretch of time, `[from, to)`, epoch ms. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

/** How much of `span` lies in `windows`, which do not overlap; ms. */
export const overlapOf = ({ from, to }: Span, windows: readonly Span[]): number =>
  windows.reduce(
    (sum, window) => sum + Math.max(0, Math.min(to, window.to) - Math.max(from, window.from)),
    0,
  );

/** What of `windows` lies behind `at`. */
export const since = (at: number, windows: readonly Span[]): readonly Span[] =>
  windows.filter(({ to }) => to > at).map(({ from, to }) => ({ from: Math.max(from, at), to }));

export const isWithin = (at: number, windows: readonly Span[]): boolean =>
  windows.some(({ from, to }) => from <= at && at < to);

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
      for (const part of hoursOf(calendar.sessionOf(exchange, day)))
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
