import type { Tick } from '../tick.js';
import { type EpochMs, epochMs, MINUTE_MS } from '../time.js';
import type { BarPlan, BarsAsked } from './bar-spec.js';
import { CountCutter } from './count-cutter.js';
import type { Cut, Cutter } from './cutter.js';
import { averaged } from './heikin-ashi.js';
import type { SessionHours } from './session-hours.js';
import { TimeCutter } from './time-cutter.js';
import { Trades } from './trades.js';

/** All bars that are cut of one token, of the ticks that tell of a trade: {@link Trades}. */
export class TokenBars {
  private readonly cutters: readonly Cutter[];
  private readonly trades: Trades;
  private readonly graceMs: number;

  /** `show` is handed each bar when it is over, in the order of the plans. */
  constructor(
    { plans, isCarried, graceMs }: BarsAsked,
    hours: SessionHours,
    show: (cut: Cut, spec: string) => void,
  ) {
    this.graceMs = graceMs;
    this.trades = new Trades(hours);
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
    const { last, openInterest } = tick;
    const traded = this.trades.take(tick, at);
    if (last === undefined || traded === undefined) {
      for (const cutter of this.cutters) cutter.note(openInterest);
    } else {
      for (const cutter of this.cutters) cutter.add(at, last, traded, openInterest);
    }
  }

  /** The clock is at `at`. */
  pass(at: EpochMs): void {
    const over = epochMs(at - this.graceMs);
    for (const cutter of this.cutters) cutter.pass(over);
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
