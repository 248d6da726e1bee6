import { dateOf, type SessionDay, sessionDayOf, startOfSession } from '../../domain/session.js';
import { DAY_MS, type EpochMs, epochMs, MINUTE_MS } from '../../domain/time.js';

/** So many sessions give returns enough for a day to be a period: eight blocks of four. */
export const ENOUGH_SESSIONS = 32;
/** So many periods or a few more are made of fewer sessions. */
const PERIODS = 64;

/** Into which periods of time the returns of a sweep are cut. */
export interface Slices {
  /** Dates of the sessions of the tape, in their order. */
  readonly sessions: readonly string[];
  /** Periods that each session is cut into, of equal length on whole minutes; all 1 is daily returns. */
  readonly parts: readonly number[];
  /** Where each period ends, not included; those of a session behind those of the one before. */
  readonly cuts: readonly EpochMs[];
}

/** The part of a session's day in which messages came. */
export interface SessionSpan {
  readonly firstAt: EpochMs;
  readonly lastAt: EpochMs;
}

/**
 * Daily where there are {@link ENOUGH_SESSIONS}, else parts of sessions: of all of them nearly as long, a minute or
 * longer each, at least 64 in all where there are as many minutes. A session of a few minutes is one part.
 */
export const slicesOf = (sessions: readonly SessionSpan[]): Slices => {
  const parts = partsOf(sessions.map(minutesOf));
  return {
    sessions: sessions.map(({ firstAt }) => dateOf(sessionDayOf(firstAt))),
    parts,
    cuts: sessions.flatMap((session, i) => cutsOf(session, parts[i] ?? 1)),
  };
};

export const areDaily = ({ parts }: Slices): boolean => parts.every((count) => count === 1);

/** Of each session the number of its last period, from 0. */
export const lastPeriods = ({ parts }: Slices): readonly number[] => {
  let last = -1;
  return parts.map((count) => (last += count));
};

const partsOf = (minutes: readonly number[]): readonly number[] => {
  if (minutes.length >= ENOUGH_SESSIONS) return minutes.map(() => 1);
  const whole = minutes.reduce((sum, own) => sum + own, 0);
  return minutes.map((own) => Math.min(own, Math.ceil((own * PERIODS) / whole)));
};

const minutesOf = ({ firstAt, lastAt }: SessionSpan): number =>
  Math.floor(lastAt / MINUTE_MS) - Math.floor(firstAt / MINUTE_MS) + 1;

/** The last period of a session goes on to the end of its day, so that nothing falls between two. */
const cutsOf = (session: SessionSpan, count: number): readonly EpochMs[] => {
  const begin = Math.floor(session.firstAt / MINUTE_MS);
  const minutes = minutesOf(session);
  const inner = Array.from({ length: count - 1 }, (_, i) =>
    epochMs((begin + Math.round(((i + 1) * minutes) / count)) * MINUTE_MS),
  );
  return [...inner, endOfDay(sessionDayOf(session.firstAt))];
};

const endOfDay = (day: SessionDay): EpochMs => epochMs(startOfSession(day) + DAY_MS);
