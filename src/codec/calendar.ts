import * as E from 'fp-ts/lib/Either.js';
import type { CalendarRule, TradingHours } from '../domain/calendar.js';
import { parseTimeOfDay, type SessionDay } from '../domain/session.js';
import { DAY_MS } from '../domain/time.js';

/** The columns of a calendar file. */
export const CALENDAR_COLUMNS = ['exchanges', 'from', 'to', 'session', 'hours', 'name'] as const;

/** What is wrong with a row: its column, what stands there and what was expected. */
export interface CalendarRefusal {
  readonly column: (typeof CALENDAR_COLUMNS)[number];
  readonly value: string;
  readonly expected: string;
}

/**
 * The rule of one row, cells in the order of {@link CALENDAR_COLUMNS}: `NSE BSE,2025-10-21,,special,13:45-14:45,Muhurat`.
 * An empty `to` is the same day. `session` is `weekdays` (ordinary sessions, hours needed), `special` (hours
 * may be empty: not known) or `holiday` (no hours).
 */
export const decodeCalendarRule = (cells: readonly string[]): E.Either<CalendarRefusal, CalendarRule> => {
  const [exchangesText = '', fromText = '', toText = '', session = '', hoursText = '', name = ''] = cells.map(
    (cell) => cell.trim(),
  );
  const exchanges = exchangesText.split(' ').filter((exchange) => exchange !== '');
  if (exchanges.length === 0 || !exchanges.every((exchange) => /^[A-Z]+$/.test(exchange)))
    return refused('exchanges', exchangesText, 'exchanges such as NSE BSE');
  const from = dayOf(fromText);
  if (from === undefined) return refused('from', fromText, 'a date such as 2025-10-21');
  const to = toText === '' ? from : dayOf(toText);
  if (to === undefined || to < from)
    return refused('to', toText, 'a date not before that in from, or nothing for one day');
  const hours = hoursOf(hoursText);
  if (hours === undefined) return refused('hours', hoursText, 'hours such as 09:15-15:30, in order');
  switch (session) {
    case 'weekdays':
      return hours.length === 0
        ? refused('hours', hoursText, 'the hours of an ordinary session')
        : E.right({ exchanges, from, to, day: { kind: 'open', hours } });
    case 'special':
      return E.right({ exchanges, from, to, day: { kind: 'special', name, hours } });
    case 'holiday':
      return hours.length > 0
        ? refused('hours', hoursText, 'nothing: a holiday has no hours')
        : E.right({ exchanges, from, to, day: { kind: 'holiday', name } });
    default:
      return refused('session', session, 'weekdays, special or holiday');
  }
};

const refused = (
  column: CalendarRefusal['column'],
  value: string,
  expected: string,
): E.Either<CalendarRefusal, never> => E.left({ column, value, expected });

const dayOf = (text: string): SessionDay | undefined => {
  const midnight = /^\d{4}-\d\d-\d\d$/.test(text) ? Date.parse(`${text}T00:00:00Z`) : NaN;
  if (Number.isNaN(midnight) || !new Date(midnight).toISOString().startsWith(text)) return undefined;
  return (midnight / DAY_MS) as SessionDay;
};

const hoursOf = (text: string): readonly TradingHours[] | undefined => {
  const hours: TradingHours[] = [];
  for (const part of text.split(' ').filter((span) => span !== '')) {
    const [fromText = '', toText = '', ...more] = part.split('-');
    const from = parseTimeOfDay(fromText);
    const to = parseTimeOfDay(toText);
    if (from === undefined || to === undefined || more.length > 0) return undefined;
    if (to <= from || from < (hours.at(-1)?.to ?? 0)) return undefined;
    hours.push({ from, to });
  }
  return hours;
};
