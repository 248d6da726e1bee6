import type { TradingCalendar, TradingDay, TradingHours } from './calendar.js';
import { parseTimeOfDay, type SessionDay, sessionDayOf } from './session.js';
import { epochMs, MINUTE_MS } from './time.js';

/** Of one exchange on one day: ms since midnight IST. */
export interface SquareOff {
  /** When orders match from; 0 where that is not known. */
  readonly opensAt: number;
  /** When what was traded for the day is squared off. */
  readonly at: number;
}

export interface SquareOffTimes {
  /** `15:10`, or `usual`. */
  readonly name: string;
  /** Undefined where nothing is squared off. Pure. */
  readonly on: (exchange: string, day: SessionDay) => SquareOff | undefined;
}

/**
 * At `at` (`HH:MM`, IST), or where it is left out at the usual time of the exchange on that date. Where the calendar
 * knows the hours of the day and that time is not within them (a special session, such as Muhurat), a quarter of an
 * hour before their end.
 */
export const squareOffTimes = (calendar: TradingCalendar, at?: string): SquareOffTimes => {
  const chosen = at === undefined ? undefined : parseTimeOfDay(at);
  const on = (exchange: string, day: SessionDay): SquareOff | undefined => {
    const time = chosen ?? usualTime(exchange, day);
    if (time === undefined) return undefined;
    const hours = hoursOf(calendar.sessionOf(exchange, day));
    const last = hours.at(-1);
    if (last === undefined) return { opensAt: 0, at: time };
    const isWithin = hours.some(({ from, to }) => from < time && time <= to);
    return { opensAt: hours[0]?.from ?? 0, at: isWithin ? time : last.to - LEAD_MS };
  };
  return { name: at ?? 'usual', on };
};

const LEAD_MS = 15 * MINUTE_MS;

const hoursOf = (day: TradingDay): readonly TradingHours[] => ('hours' in day ? day.hours : []);

const usualTime = (exchange: string, day: SessionDay): number | undefined =>
  DATED.find((rule) => rule.exchanges.includes(exchange) && rule.from <= day && day <= rule.to)?.at;

interface SquareOffRule {
  readonly exchanges: readonly string[];
  /** First and last session that it holds for. */
  readonly from: string;
  readonly to: string;
  readonly at: string;
}

/**
 * Usual times of brokers, each some minutes before its close. From 2026-08-03 cash shares with derivatives trade to
 * 15:15, when their closing auction begins, and derivatives to 15:40. MCX closes at 23:30 while the United States
 * are on daylight time, else at 23:55. What closes earlier there (cotton, other farm goods) needs a time of its own.
 * Source: notices of exchanges and brokers, 2024–2026; brokers' times after August 2026 are not settled yet.
 */
const RULES: readonly SquareOffRule[] = [
  { exchanges: ['NSE', 'BSE'], from: '1994-11-03', to: '2026-08-02', at: '15:15' },
  { exchanges: ['NSE', 'BSE'], from: '2026-08-03', to: '9999-12-31', at: '15:10' },
  { exchanges: ['NFO', 'BFO'], from: '2000-06-12', to: '2026-08-02', at: '15:20' },
  { exchanges: ['NFO', 'BFO'], from: '2026-08-03', to: '9999-12-31', at: '15:30' },
  { exchanges: ['CDS', 'BCD'], from: '2008-08-29', to: '9999-12-31', at: '16:45' },
  { exchanges: ['MCX', 'NCX'], from: '2003-11-10', to: '2024-03-10', at: '23:35' },
  { exchanges: ['MCX', 'NCX'], from: '2024-03-11', to: '2024-11-01', at: '23:10' },
  { exchanges: ['MCX', 'NCX'], from: '2024-11-02', to: '2025-03-09', at: '23:35' },
  { exchanges: ['MCX', 'NCX'], from: '2025-03-10', to: '2025-10-31', at: '23:10' },
  { exchanges: ['MCX', 'NCX'], from: '2025-11-01', to: '2026-03-08', at: '23:35' },
  { exchanges: ['MCX', 'NCX'], from: '2026-03-09', to: '2026-10-30', at: '23:10' },
  { exchanges: ['MCX', 'NCX'], from: '2026-10-31', to: '9999-12-31', at: '23:35' },
];

const dayOf = (date: string): SessionDay => sessionDayOf(epochMs(Date.parse(`${date}T12:00:00+05:30`)));

const DATED = RULES.map(({ exchanges, from, to, at }) => ({
  exchanges,
  from: dayOf(from),
  to: dayOf(to),
  at: parseTimeOfDay(at),
}));
