import { DAY_MS, type EpochMs, epochMs, HOUR_MS, MINUTE_MS, SECOND_MS } from './time.js';

/** India Standard Time is UTC+05:30 all year. */
export const IST_OFFSET_MS = 5.5 * HOUR_MS;

/** Number of an IST trading day, days since 1970-01-01: equal for all moments of one session. */
export type SessionDay = number & { readonly SessionDay: unique symbol };

/** The session `at` belongs to. MCX evenings end before midnight IST, so a session is an IST date. */
export const sessionDayOf = (at: EpochMs): SessionDay =>
  Math.floor((at + IST_OFFSET_MS) / DAY_MS) as SessionDay;

/** Milliseconds since midnight IST. */
export const timeOfDayOf = (at: EpochMs): number => (at + IST_OFFSET_MS) % DAY_MS;

/** When a session's IST date begins. */
export const startOfSession = (day: SessionDay): EpochMs => epochMs(day * DAY_MS - IST_OFFSET_MS);

/** The date of a session, `2025-12-29`. */
export const dateOf = (day: SessionDay): string => istTextOf(startOfSession(day)).slice(0, 10);

/** `2025-12-29T09:15:00.000+05:30`. */
export const istTextOf = (at: EpochMs): string =>
  `${new Date(at + IST_OFFSET_MS).toISOString().slice(0, 23)}+05:30`;

/** Milliseconds since midnight of `HH:MM` or `HH:MM:SS`; undefined when `text` is neither. */
export const parseTimeOfDay = (text: string): number | undefined => {
  const match = /^([01]\d|2[0-3]):([0-5]\d)(?::([0-5]\d))?$/.exec(text);
  if (match === null) return undefined;
  return Number(match[1]) * HOUR_MS + Number(match[2]) * MINUTE_MS + Number(match[3] ?? 0) * SECOND_MS;
};
