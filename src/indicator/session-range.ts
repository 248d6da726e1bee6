import type { TimedCandle } from '../domain/candle.js';
import { type SessionDay, sessionDayOf } from '../domain/session.js';
import { isWhole } from './given.js';

/** Highest, lowest and last price of a session: what pivots are made of. */
export interface SessionRange {
  readonly high: number;
  readonly low: number;
  readonly close: number;
}

/** The range of the session (IST date) before this one; plain data. */
export interface PreviousSession {
  readonly session: SessionDay | undefined;
  /** Of this session so far. */
  readonly current: SessionRange | undefined;
  /** Undefined in the first session. */
  readonly value: SessionRange | undefined;
}

export const previousSession: PreviousSession = { session: undefined, current: undefined, value: undefined };

/** Takes the next candle; a missing one changes nothing. O(1). */
export const nextPreviousSession = (
  state: PreviousSession,
  candle: TimedCandle | undefined,
): PreviousSession => {
  if (!isWhole(candle)) return state;
  const { high, low, close } = candle;
  const session = sessionDayOf(candle.openAt);
  const { current, value } = state;
  if (session !== state.session || current === undefined)
    return { session, current: { high, low, close }, value: current };
  return {
    session,
    current: { high: Math.max(current.high, high), low: Math.min(current.low, low), close },
    value,
  };
};
