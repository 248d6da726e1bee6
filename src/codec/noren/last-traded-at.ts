import { IST_OFFSET_MS, parseTimeOfDay, sessionDayOf, startOfSession } from '../../domain/session.js';
import { DAY_MS, type EpochMs, epochMs, HOUR_MS, SECOND_MS } from '../../domain/time.js';
import { isPlausible } from '../tape-time.js';

/** Midnight of 1970 UTC by an Indian clock: no trade has been. */
const NEVER = '05:30:00';

const DATED = /^(\d{2})-(\d{2})-(\d{4}) (\d{2}:\d{2}:\d{2})$/;

/**
 * The moment of a last trade that a feed tells as `HH:MM:SS` IST without a date, the latest such that is not more
 * than twelve hours after `near` (around midnight and over night it is of the day before); also
 * `DD-MM-YYYY HH:MM:SS` IST, and seconds since 1970. Undefined for text that is none, and where no trade has been.
 */
export const lastTradedAtOf = (text: string, near: EpochMs): EpochMs | undefined => {
  const cell = text.trim();
  if (cell === NEVER) return undefined;
  if (/^\d{9,10}$/.test(cell)) return plausible(Number(cell) * SECOND_MS);
  const [, day, month, year, clock] = DATED.exec(cell) ?? [];
  const timeOfDay = parseTimeOfDay(clock ?? cell);
  if (timeOfDay === undefined) return undefined;
  if (clock !== undefined)
    return plausible(Date.UTC(Number(year), Number(month) - 1, Number(day)) - IST_OFFSET_MS + timeOfDay);
  const at = startOfSession(sessionDayOf(near)) + timeOfDay;
  return plausible(at > near + 12 * HOUR_MS ? at - DAY_MS : at);
};

const plausible = (at: number): EpochMs | undefined => (isPlausible(at) ? epochMs(at) : undefined);
