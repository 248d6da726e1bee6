import type { SessionDay } from './session.js';

/** Part of a day, ms since midnight IST, `[from, to]`. */
export interface TradingHours {
  readonly from: number;
  readonly to: number;
}

/** What an exchange does on one day. */
export type TradingDay =
  /** An ordinary session. */
  | { readonly kind: 'open'; readonly hours: readonly TradingHours[] }
  /** A session out of the ordinary, such as Muhurat; `hours` is empty where they are not known. */
  | { readonly kind: 'special'; readonly name: string; readonly hours: readonly TradingHours[] }
  | { readonly kind: 'holiday'; readonly name: string }
  | { readonly kind: 'weekend' }
  /** The table says nothing of this day. */
  | { readonly kind: 'unknown' };

/** A line of a calendar: what holds on the days from `from` to `to`, both included. */
export interface CalendarRule {
  readonly exchanges: readonly string[];
  readonly from: SessionDay;
  readonly to: SessionDay;
  readonly day: Exclude<TradingDay, { readonly kind: 'weekend' | 'unknown' }>;
}

export interface TradingCalendar {
  /** Whether the table says anything of `exchange`; one that it does not know may trade at any time. */
  readonly knows: (exchange: string) => boolean;
  /** What `exchange` (`NSE`, `MCX`) does on `day`. */
  readonly sessionOf: (exchange: string, day: SessionDay) => TradingDay;
  /** When ordinary sessions of `exchange` open, by the last rule that tells it, ms since midnight IST. */
  readonly usualOpenOf: (exchange: string) => number | undefined;
}

/**
 * The calendar of `rules`, of which a later one wins over an earlier one. Ordinary sessions are on weekdays
 * only; holidays and special sessions are on every day that they name.
 */
export const tradingCalendar = (rules: readonly CalendarRule[]): TradingCalendar => {
  const byDay = new Map<string, TradingDay>();
  const ordinary: CalendarRule[] = [];
  for (const rule of rules) {
    if (rule.day.kind === 'open') ordinary.unshift(rule);
    else
      for (const exchange of rule.exchanges)
        for (let day: number = rule.from; day <= rule.to; day += 1) byDay.set(`${exchange} ${day}`, rule.day);
  }
  const known = new Set(rules.flatMap(({ exchanges }) => exchanges));
  return {
    knows: (exchange) => known.has(exchange),
    usualOpenOf: (exchange) => usualHours(ordinary, exchange)?.from,
    sessionOf: (exchange, day) =>
      byDay.get(`${exchange} ${day}`) ??
      (isWeekend(day)
        ? WEEKEND
        : (ordinary.find(
            ({ exchanges, from, to }) => exchanges.includes(exchange) && from <= day && day <= to,
          )?.day ?? UNKNOWN)),
  };
};

/** `ordinary` has the last rule first. */
const usualHours = (ordinary: readonly CalendarRule[], exchange: string): TradingHours | undefined => {
  const day = ordinary.find(({ exchanges }) => exchanges.includes(exchange))?.day;
  return day?.kind === 'open' ? day.hours[0] : undefined;
};

const WEEKEND: TradingDay = { kind: 'weekend' };
const UNKNOWN: TradingDay = { kind: 'unknown' };

/** Day 0, 1970-01-01, was a Thursday. */
const isWeekend = (day: SessionDay): boolean => (day + 4) % 7 === 0 || (day + 4) % 7 === 6;
