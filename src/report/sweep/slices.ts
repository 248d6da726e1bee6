import { dateOf, type SessionDay, sessionDayOf, startOfSession } from '../../domain/session.js';
import { DAY_MS, type EpochMs, epochMs, MINUTE_MS } from '../../domain/time.js';

/** So many sessions give returns enough for a day to be a period: eight blocks of four. */
export const ENOUGH_SESSIONS = 32;
/** So many periods are made of fewer sessions. */
const PERIODS = 64;

/** Into which periods of time the returns of a sweep are cut. */
export interface Slices {
  /** Dates of the sessions of the tape, in their order. */
  readonly sessions: readonly string[];
  /** Periods that each session is cut into, of equal length on whole minutes; 1 is daily returns. */
  readonly perSession: number;
  /** Where each period ends, not included; those of a session behind those of the one before. */
  readonly cuts: readonly EpochMs[];
}

/** The part of a session's day in which messages came. */
export interface SessionSpan {
  readonly firstAt: EpochMs;
  readonly lastAt: EpochMs;
}

/** Daily where there are {@link ENOUGH_SESSIONS}, else parts of sessions: at least 64 in all, a minute or longer each. */
export const slicesOf = (sessions: readonly SessionSpan[]): Slices => {
  const perSession =
    sessions.length >= ENOUGH_SESSIONS || sessions.length === 0
      ? 1
      : Math.min(Math.ceil(PERIODS / sessions.length), ...sessions.map(minutesOf));
  return {
    sessions: sessions.map(({ firstAt }) => dateOf(sessionDayOf(firstAt))),
    perSession,
    cuts: sessions.flatMap((session) => cutsOf(session, perSession)),
  };
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
