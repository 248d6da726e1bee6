import type { TradingDay, TradingHours } from '../../domain/calendar.js';
import { timeOfDayOf } from '../../domain/session.js';
import { HOUR_MS, MINUTE_MS, type EpochMs } from '../../domain/time.js';
import type { Check } from './check.js';

/**
 * Whether orders match at `at` of `day`: in its continuous session. Where the hours are not known they do; call
 * auctions, before the open and at the close, are not simulated.
 */
export const isContinuous = (day: TradingDay, at: EpochMs): boolean => {
  switch (day.kind) {
    case 'open':
    case 'special': {
      if (day.hours.length === 0) return true;
      const time = timeOfDayOf(at);
      for (const { from, to } of day.hours) if (from <= time && time <= to) return true;
      return false;
    }
    case 'unknown':
      return true;
    case 'holiday':
    case 'weekend':
      return false;
  }
};

/** Rejects an order outside the continuous session. */
export const sessionPhase: Check = ({ token }, { today, at }) =>
  isContinuous(today, at) ? undefined : `${token}: the market is closed: ${closedText(today)}`;

const closedText = (day: TradingDay): string => {
  switch (day.kind) {
    case 'holiday':
      return `a holiday, ${day.name}`;
    case 'weekend':
      return 'a weekend';
    case 'open':
    case 'special':
      return `it trades ${day.hours.map(hoursText).join(' and ')}`;
    case 'unknown':
      return 'its hours are not known';
  }
};

const hoursText = ({ from, to }: TradingHours): string => `${timeText(from)}-${timeText(to)}`;

const timeText = (ms: number): string =>
  `${two(Math.floor(ms / HOUR_MS))}:${two(Math.floor((ms % HOUR_MS) / MINUTE_MS))}`;

const two = (count: number): string => String(count).padStart(2, '0');
