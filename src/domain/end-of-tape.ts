import type { TradingCalendar } from './calendar.js';
import { sessionDayOf, startOfSession } from './session.js';
import { DAY_MS, type EpochMs, epochMs, MINUTE_MS } from './time.js';
import { tradingWindows } from './trading-windows.js';

/**
 * Where time goes on to behind the last message of a tape, which came at `lastAt`: to a minute behind a close of one of
 * `exchanges` that is no more than a minute away, since a bar is kept open for a minute at most; nowhere where there is
 * none. A tape that ends so near a close has seen the session, and is shown its last bars as a session that stayed
 * connected was; one that ends in the middle of a day was cut there. Of what was cut away from `cutAt` on, nobody knows:
 * time goes no further.
 */
export const endOfTape = (
  calendar: TradingCalendar | undefined,
  exchanges: Iterable<string>,
  lastAt: EpochMs,
  cutAt: EpochMs = epochMs(Infinity),
): EpochMs => {
  if (calendar === undefined) return lastAt;
  const from = startOfSession(sessionDayOf(lastAt));
  const ends = [...exchanges]
    .flatMap((exchange) => tradingWindows(calendar, [exchange], { from, to: from + DAY_MS }))
    .filter(({ to }) => Math.abs(lastAt - to) <= MINUTE_MS)
    .map(({ to }) => to + MINUTE_MS);
  return epochMs(Math.max(lastAt, Math.min(cutAt, Math.max(...ends))));
};
