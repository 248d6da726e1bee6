import type { AccountFold } from '../domain/account-fold.js';
import type { Refusal } from '../domain/approval.js';
import type { Instrument } from '../domain/instrument.js';
import type { Order } from '../domain/order.js';
import { type SessionDay, sessionDayOf, startOfSession, timeOfDayOf } from '../domain/session.js';
import type { SquareOff, SquareOffTimes } from '../domain/square-off.js';
import type { Line } from '../domain/strategy-ledger.js';
import { type EpochMs, epochMs } from '../domain/time.js';
import { exchangeOf, type Token } from '../domain/token.js';
import { overdue, squaredOff } from './refusals.js';

/**
 * Which lines may hold nothing for the day any more: all of a token from its square-off to the end of the session,
 * and those that have units of an earlier session left, from the open on. Works a day's times out once.
 */
export class SquareOffs {
  private day: SessionDay | undefined = undefined;
  private times: ReadonlyMap<string, SquareOff> = new Map();
  private earliest = Infinity;
  private readonly exchanges: ReadonlySet<string>;
  /** Lines that came into the day with units of an earlier one; since when they are due, where they are. */
  private readonly late = new Map<Line, EpochMs | undefined>();

  /** `squareOff`: undefined squares nothing off. */
  constructor(
    private readonly squareOff: SquareOffTimes | undefined,
    private readonly account: AccountFold,
    instruments: ReadonlyMap<Token, Instrument>,
  ) {
    this.exchanges = new Set([...instruments.keys()].map(exchangeOf));
  }

  /** Whether any line could be due. O(1). */
  isAny(at: EpochMs): boolean {
    this.turnTo(sessionDayOf(at));
    return this.late.size > 0 || timeOfDayOf(at) >= this.earliest;
  }

  /** Since when what `line` has for the day is to end; undefined while it may stand. */
  dueSince(line: Line, at: EpochMs): EpochMs | undefined {
    const day = sessionDayOf(at);
    this.turnTo(day);
    const times = this.times.get(exchangeOf(line.token));
    if (times === undefined) return undefined;
    const time = timeOfDayOf(at);
    if (time >= times.at) return epochMs(startOfSession(day) + times.at);
    if (!this.isLate(line) || time < times.opensAt || !this.hasTraded(line.token, day)) return undefined;
    const since = this.late.get(line) ?? at;
    this.late.set(line, since);
    return since;
  }

  /** Why no intraday order goes out at `at`, nor other terms for one. */
  refusalOf({ token, strategy }: Order, at: EpochMs): Refusal | undefined {
    this.turnTo(sessionDayOf(at));
    const times = this.times.get(exchangeOf(token));
    const time = timeOfDayOf(at);
    if (times !== undefined && time >= times.at) return squaredOff(times.at, time);
    const line = this.account.linesOf(token).find((one) => one.strategy === strategy);
    return line !== undefined && this.isLate(line) ? overdue(line.intraday) : undefined;
  }

  private isLate(line: Line): boolean {
    if (!this.late.has(line)) return false;
    if (line.intraday !== 0) return true;
    this.late.delete(line);
    return false;
  }

  private hasTraded(token: Token, day: SessionDay): boolean {
    const tick = this.account.lastTickOf(token);
    return tick !== undefined && sessionDayOf(tick.at) === day;
  }

  private turnTo(day: SessionDay): void {
    if (day === this.day || this.squareOff === undefined) return;
    this.day = day;
    const times = new Map<string, SquareOff>();
    for (const exchange of this.exchanges) {
      const time = this.squareOff.on(exchange, day);
      if (time !== undefined) times.set(exchange, time);
    }
    this.times = times;
    this.earliest = Math.min(...[...times.values()].map(({ at }) => at));
    this.late.clear();
    for (const line of this.account.lines())
      if (line.intraday !== 0 && times.has(exchangeOf(line.token))) this.late.set(line, undefined);
  }
}
