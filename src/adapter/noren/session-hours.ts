import { sessionDayOf, timeOfDayOf } from '../../domain/session.js';
import type { EpochMs } from '../../domain/time.js';
import { exchangeHours } from '../tape/recognition/exchange-hours.js';

/** When the continuous trading of `exchange` began on the day of `at`; undefined where it does not trade at `at`. */
export const openedAt = (exchange: string, at: EpochMs): number | undefined => {
  const hours = exchangeHours(exchange);
  if (hours === undefined || isWeekend(at)) return undefined;
  const clock = timeOfDayOf(at);
  return clock >= hours.opens && clock < hours.closes ? at - clock + hours.opens : undefined;
};

/** Day 0, 1970-01-01, was a Thursday. */
const isWeekend = (at: EpochMs): boolean => {
  const weekday = (sessionDayOf(at) + 4) % 7;
  return weekday === 0 || weekday === 6;
};
