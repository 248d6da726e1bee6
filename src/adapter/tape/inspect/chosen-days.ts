import type { TradingCalendar, TradingDay } from '../../../domain/calendar.js';
import { type SessionDay, timeOfDayOf } from '../../../domain/session.js';
import { epochMs, HOUR_MS } from '../../../domain/time.js';
import type { Rows } from './rows.js';
import type { TradingDays } from './trading-hours.js';

/** Rows that are nearly all between these, IST, and name no exchange are taken for one of the stock exchanges'. */
const EARLIEST = 9 * HOUR_MS;
const LATEST = 16 * HOUR_MS;
const NEARLY_ALL = 0.95;

/** Contracts are of the derivatives segment. */
const CONTRACT = /(?:FUT|CE|PE)$/i;

/** Trading days of the exchange that the first rows are of: the one that their token names, else an assumed one. */
export class ChosenDays implements TradingDays {
  exchange: string | undefined;
  /** Nothing says so but the hours. */
  isAssumed = false;
  private isChosen = false;

  constructor(
    private readonly calendar: TradingCalendar,
    /** The file's times may be Indian. */
    private readonly mayBeIndian: boolean,
  ) {}

  dayOf(day: SessionDay): TradingDay {
    return this.exchange === undefined ? UNKNOWN : this.calendar.sessionOf(this.exchange, day);
  }

  choose(names: readonly string[], { columns, isGood }: Rows): void {
    if (this.isChosen) return;
    this.isChosen = true;
    const [first = ''] = names;
    this.exchange = /^([A-Z]+)[|:]/.exec(first)?.[1];
    if (this.exchange !== undefined || !this.mayBeIndian || !isInHours(columns.at, columns.count, isGood))
      return;
    this.exchange = names.some((name) => CONTRACT.test(name)) ? 'NFO' : 'NSE';
    this.isAssumed = true;
  }
}

const UNKNOWN: TradingDay = { kind: 'unknown' };

const isInHours = (at: Float64Array, count: number, isGood: Uint8Array): boolean => {
  let rows = 0;
  let inside = 0;
  for (let i = 0; i < count; i += 1) {
    if (isGood[i] === 0) continue;
    const time = timeOfDayOf(epochMs(at[i] ?? NaN));
    rows += 1;
    if (time >= EARLIEST && time <= LATEST) inside += 1;
  }
  return rows > 0 && inside >= NEARLY_ALL * rows;
};
