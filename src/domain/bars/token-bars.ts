import { type SessionDay, sessionDayOf, startOfSession } from '../session.js';
import type { Tick } from '../tick.js';
import { DAY_MS, type EpochMs, epochMs, MINUTE_MS } from '../time.js';
import { MessageMark } from '../touchline.js';
import type { BarPlan, BarsAsked } from './bar-spec.js';
import { CountCutter } from './count-cutter.js';
import type { Cut, Cutter } from './cutter.js';
import { averaged } from './heikin-ashi.js';
import type { SessionHours, Window } from './session-hours.js';
import { TimeCutter } from './time-cutter.js';

/**
 * All bars that are cut of one token. A tick tells of a trade where its price or its day's volume is another than
 * before; where the feed tells no volume, every tick with a price does. Volume is the growth of the day's volume.
 */
export class TokenBars {
  private readonly cutters: readonly Cutter[];
  /** The IST day of the last tick, from its midnight to the next. */
  private dayFrom = Infinity;
  private dayTo = -Infinity;
  private last: number | undefined = undefined;
  /** The day's volume up to here; undefined while that of the day before is told, or none. */
  private volume: number | undefined = undefined;
  /** Of the day before, at its end. */
  private formerVolume: number | undefined = undefined;
  private readonly graceMs: number;
  /** The part of the session that the last trade was in. */
  private window: Window | undefined = undefined;

  /** `show` is handed each bar when it is over, in the order of the plans. */
  constructor(
    { plans, isCarried, graceMs }: BarsAsked,
    private readonly hours: SessionHours,
    show: (cut: Cut, spec: string) => void,
  ) {
    this.graceMs = graceMs;
    this.cutters = plans.map((plan) => cutterOf(plan, hours, isCarried, (cut) => show(cut, plan.text)));
  }

  /** Shows what is over, as of `tick`; returns the time of the tick, to be given to {@link add}. */
  reach(tick: Tick): EpochMs {
    const at = timeOf(tick, this.graceMs);
    // as late as that, the clock has shown what ends there, or would have
    if (at <= tick.at - this.graceMs) this.pass(tick.at);
    for (const cutter of this.cutters) cutter.reach(at);
    return at;
  }

  /** Takes the tick, of time `at`, and shows the bars that it fills. */
  add(tick: Tick, at: EpochMs): void {
    const { last, volume, openInterest } = tick;
    if (at < this.dayFrom || at >= this.dayTo) this.turnTo(sessionDayOf(at));
    if (last === undefined || !this.hasTraded(last, volume)) {
      if (volume === 0) this.volume = 0;
      for (const cutter of this.cutters) cutter.note(openInterest);
      return;
    }
    const traded = volume === undefined ? 0 : this.tradedOf(tick, volume, at);
    this.last = last;
    if (volume !== undefined) this.volume = volume;
    if (!this.isTrading(at)) return;
    for (const cutter of this.cutters) cutter.add(at, last, traded, openInterest);
  }

  /** The clock is at `at`. */
  pass(at: EpochMs): void {
    const over = epochMs(at - this.graceMs);
    for (const cutter of this.cutters) cutter.pass(over);
  }

  private turnTo(day: SessionDay): void {
    this.dayFrom = startOfSession(day);
    this.dayTo = this.dayFrom + DAY_MS;
    this.formerVolume = this.volume ?? this.formerVolume;
    this.volume = undefined;
  }

  private hasTraded(last: number, volume: number | undefined): boolean {
    if (volume === undefined) return true;
    return volume > 0 && (last !== this.last || volume !== (this.volume ?? this.formerVolume));
  }

  private isTrading(at: EpochMs): boolean {
    const { window } = this;
    if (window !== undefined && at >= window.from && at < window.to) return true;
    this.window = this.hours.windowOf(at);
    return this.window !== undefined;
  }

  /**
   * A counter that begins, or begins again, counts from zero at the open of a session and where its bars are played
   * from a tape; anywhere else what was traded before is left out.
   */
  private tradedOf({ flags }: Tick, volume: number, at: EpochMs): number {
    if (this.volume !== undefined && volume >= this.volume) return volume - this.volume;
    const isFromStart = (flags & MessageMark.Bar) !== 0 || this.isOpening(at);
    return isFromStart ? volume : 0;
  }

  private isOpening(at: EpochMs): boolean {
    const open = this.hours.openOf(at);
    return open !== undefined && open <= at && at < open + MINUTE_MS;
  }
}

const cutterOf = (
  { cut, isHeikinAshi }: BarPlan,
  hours: SessionHours,
  isCarried: boolean,
  show: (cut: Cut) => void,
): Cutter => {
  const shown = isHeikinAshi ? averaged(show) : show;
  return cut.by === 'time'
    ? new TimeCutter(cut.ms, hours, isCarried, shown)
    : new CountCutter(cut, hours, shown);
};

/** An exchange time so far ahead of the clock is none. */
const MOST_AHEAD_MS = MINUTE_MS;

/**
 * The exchange's time where it can be: not earlier than bars may have been closed by the clock, not far ahead of it;
 * else the world's.
 */
const timeOf = ({ at, exchangeAt }: Tick, graceMs: number): EpochMs => {
  if (exchangeAt === undefined || exchangeAt > at + MOST_AHEAD_MS) return at;
  return exchangeAt < at - graceMs ? epochMs(at - graceMs) : exchangeAt;
};
