import { type SessionDay, sessionDayOf, startOfSession } from '../../../domain/session.js';
import type { TradingDay } from '../../../domain/calendar.js';
import { DAY_MS, epochMs } from '../../../domain/time.js';
import type { Rows } from './rows.js';
import { Sighting } from './sighting.js';
import { Spacings } from './spacings.js';
import { hoursOf, type TradingDays, tradingTimeBetween } from './trading-hours.js';

/** The rows of one day in India. */
export interface SessionRows {
  readonly day: SessionDay;
  readonly trading: TradingDay;
  rows: number;
  first: number;
  last: number;
  /** Rows outside the day's trading hours; 0 where these are not known. */
  outside: number;
}

/** Folds the times of rows: span, sessions, order, and how far rows are apart inside trading hours. */
export class TimeFold {
  readonly sessions = new Map<SessionDay, SessionRows>();
  /** Rows before the latest of their file; their extent is how far, ms. */
  readonly outOfOrder = new Sighting();
  readonly spacings = new Spacings();
  private file = -1;
  private latest = -Infinity;
  private session: SessionRows | undefined;
  private dayStart = NaN;
  private hoursFrom = -Infinity;
  private hoursTo = Infinity;

  constructor(private readonly days: TradingDays) {}

  take({ columns: { at, count, firstRow }, file, isGood }: Rows): void {
    if (file !== this.file) this.begin(file, at, isGood, count);
    for (let i = 0; i < count; i += 1) {
      if (isGood[i] === 0) continue;
      const own = at[i] ?? NaN;
      const session = this.sessionAt(own);
      session.rows += 1;
      if (own < session.first) session.first = own;
      if (own > session.last) session.last = own;
      if (own < this.hoursFrom || own > this.hoursTo || this.isBetweenHours(session, own))
        session.outside += 1;
      if (own < this.latest) {
        this.outOfOrder.see(file, firstRow + i, own, this.latest - own);
        continue;
      }
      if (own > this.latest) {
        if (this.latest >= this.dayStart) this.space(file, session, own);
        this.latest = own;
      }
    }
  }

  /** A file that goes on behind the last one continues its feed; another begins anew. */
  private begin(file: number, at: Float64Array, isGood: Uint8Array, count: number): void {
    this.file = file;
    const first = at[isGood.subarray(0, count).indexOf(1)] ?? NaN;
    if (!(first >= this.latest)) this.latest = -Infinity;
  }

  private space(file: number, { day, trading }: SessionRows, own: number): void {
    const ms = tradingTimeBetween(trading, day, this.latest, own);
    if (ms > 0) this.spacings.add(file, this.latest, own, ms);
  }

  private sessionAt(own: number): SessionRows {
    if (this.session !== undefined && own >= this.dayStart && own < this.dayStart + DAY_MS)
      return this.session;
    const day = sessionDayOf(epochMs(own));
    const trading = this.days.dayOf(day);
    const session = this.sessions.get(day) ?? { day, trading, rows: 0, first: own, last: own, outside: 0 };
    this.sessions.set(day, session);
    this.session = session;
    this.dayStart = startOfSession(day);
    const hours = hoursOf(trading);
    this.hoursFrom = hours === undefined ? -Infinity : this.dayStart + (hours[0]?.from ?? 0);
    this.hoursTo = hours === undefined ? Infinity : this.dayStart + (hours.at(-1)?.to ?? DAY_MS);
    return session;
  }

  /** Only special sessions have several hours. */
  private isBetweenHours({ trading }: SessionRows, own: number): boolean {
    if (trading.kind !== 'special' || trading.hours.length < 2) return false;
    const time = own - this.dayStart;
    return !trading.hours.some(({ from, to }) => time >= from && time <= to);
  }
}
