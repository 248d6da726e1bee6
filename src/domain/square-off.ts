import type { TradingCalendar, TradingDay, TradingHours } from './calendar.js';
import { parseTimeOfDay, type SessionDay } from './session.js';
import { MINUTE_MS } from './time.js';

/** When intraday positions are usually squared off, on the days from `from` to `to`, both included. */
export interface SquareOffRule {
  readonly exchanges: readonly string[];
  /** Ms since midnight IST. */
  readonly at: number;
  readonly from: SessionDay;
  /** Undefined while in force. */
  readonly to: SessionDay | undefined;
}

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
 * At `at` (`HH:MM`, IST), or where it is left out at the `usual` time of the exchange on that date. Where the calendar
 * knows the hours of the day and that time is not within them (a special session, such as Muhurat), a quarter of an
 * hour before their end.
 */
export const squareOffTimes = (
  calendar: TradingCalendar,
  usual: readonly SquareOffRule[],
  at?: string,
): SquareOffTimes => {
  const chosen = at === undefined ? undefined : parseTimeOfDay(at);
  const on = (exchange: string, day: SessionDay): SquareOff | undefined => {
    const time = chosen ?? usualTime(usual, exchange, day);
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

const usualTime = (usual: readonly SquareOffRule[], exchange: string, day: SessionDay): number | undefined =>
  usual.find(({ exchanges, from, to }) => exchanges.includes(exchange) && from <= day && day <= (to ?? day))
    ?.at;
