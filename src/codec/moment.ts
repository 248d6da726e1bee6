import * as E from 'fp-ts/lib/Either.js';
import { DAY_MS, type EpochMs, epochMs } from '../domain/time.js';

const DATE = /^\d{4}-\d{2}-\d{2}$/;
const DATE_TIME = /^(\d{4}-\d{2}-\d{2})[T ](\d{2}:\d{2}(?::\d{2}(?:\.\d{1,3})?)?)(Z|[+-]\d{2}:\d{2})?$/;

/**
 * Reads a moment as people write it: `2025-12-29`, `2025-12-29T10:00`, `2025-12-29 10:00:30.5`, with a zone
 * (`Z`, `+05:30`) or else in IST. A date alone is its first moment; with `end`, the first of the next day.
 */
export const parseMoment = (text: string, end = false): E.Either<string, EpochMs> => {
  if (DATE.test(text)) {
    const midnight = Date.parse(`${text}T00:00:00+05:30`);
    return checked(text, text, end ? midnight + DAY_MS : midnight);
  }
  const [, date = '', time, zone] = DATE_TIME.exec(text) ?? [];
  return checked(text, date, Date.parse(`${date}T${time}${zone ?? '+05:30'}`));
};

const checked = (text: string, date: string, at: number): E.Either<string, EpochMs> =>
  Number.isNaN(at) || !isInCalendar(date)
    ? E.left(`"${text}" is no moment; write 2025-12-29 or 2025-12-29T10:00 (IST unless it has a zone)`)
    : E.right(epochMs(at));

/** The runtime reads 2025-02-30 as the second of March. */
const isInCalendar = (date: string): boolean =>
  new Date(Date.parse(`${date}T00:00:00Z`)).toISOString().startsWith(date);
