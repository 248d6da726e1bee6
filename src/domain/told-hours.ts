import type { TradingCalendar } from './calendar.js';
import { DAY_MS, type EpochMs, MINUTE_MS } from './time.js';
import { type Span, tradingWindows } from './trading-windows.js';

/** So long before an open and after a close the clock tells every second. */
export const MARGIN_MS = 15 * MINUTE_MS;

/** Until when the clock tells every second, where `at` is within the hours of doing so; undefined outside. */
export type ToldHours = (at: EpochMs) => number | undefined;

/**
 * The hours in which the clock tells every second: those in which any of `exchanges` trades, by `calendar`, and
 * {@link MARGIN_MS} around them; always on a day whose hours are not known, and without a calendar. Pure, O(1) but for
 * the first time of a day.
 */
export const toldHours = (calendar: TradingCalendar | undefined, exchanges: Iterable<string>): ToldHours => {
  if (calendar === undefined) return () => Infinity;
  const names = [...exchanges];
  let known: Span = { from: 0, to: 0 };
  let windows: readonly Span[] = [];
  return (at) => {
    if (at < known.from || at >= known.to) {
      const from = at - (at % DAY_MS);
      known = { from, to: from + DAY_MS };
      // a margin of the day before or behind may reach into this one
      windows = tradingWindows(calendar, names, { from: from - DAY_MS, to: from + 2 * DAY_MS });
    }
    const window = windows.findLast(({ from, to }) => from - MARGIN_MS <= at && at <= to + MARGIN_MS);
    return window === undefined ? undefined : window.to + MARGIN_MS;
  };
};
