import type { Instrument } from '../../domain/instrument.js';
import type { Tick } from '../../domain/tick.js';
import type { Span } from '../../domain/trading-windows.js';
import { LatencyHistogram } from '../latency.js';
import { GapFold } from './gap-fold.js';
import { GAP_MS, type ScripClass } from './scrip-class.js';
import { isWithin, overlapOf, since } from './span.js';
import type { InstrumentStability } from './stability.js';

/** Folds when one token ticked, from `begin` on. Times count within its exchange's hours only. */
export class TokenStability {
  private ticks = 0;
  private tickedAt = 0;
  private observed: readonly Span[] = [];
  private readonly gaps = new GapFold();
  private readonly intervals = new LatencyHistogram();
  private volume: number | undefined = undefined;
  private traded = 0;
  private missed = 0;

  /** `windows` are the hours. */
  constructor(
    private readonly instrument: Instrument,
    private readonly windows: readonly Span[],
  ) {}

  /** From `at` on it could tick. */
  begin(at: number): void {
    this.observed = since(at, this.windows);
    this.tickedAt = at;
  }

  /** `isAfterOutage`: the first one since the feed was down. */
  take(tick: Tick, of: ScripClass, isAfterOutage: boolean): void {
    this.pass(tick.at, of);
    if (this.ticks > 0) this.intervals.record(tick.at - this.tickedAt);
    this.ticks += 1;
    this.tickedAt = tick.at;
    if (tick.volume === undefined) return;
    const grown = this.volume === undefined ? 0 : Math.max(0, tick.volume - this.volume);
    this.traded += grown;
    if (isAfterOutage) this.missed += grown;
    this.volume = tick.volume;
  }

  isTradingAt(at: number): boolean {
    return isWithin(at, this.observed);
  }

  /** Time of trading since the last tick, ms. */
  ageAt(at: number): number {
    return overlapOf({ from: this.tickedAt, to: at }, this.observed);
  }

  result(endAt: number, of: ScripClass): InstrumentStability {
    this.pass(endAt, of);
    return {
      token: this.instrument.token,
      instrument: this.instrument.name,
      class: of,
      ticks: this.ticks,
      medianMs: this.intervals.count === 0 ? null : this.intervals.percentile(50),
      ...this.gaps.gaps(this.observed.reduce((sum, { from, to }) => sum + to - from, 0)),
      tradedVolume: this.traded,
      missedVolume: this.missed,
    };
  }

  private pass(at: number, of: ScripClass): void {
    const thresholdMs = GAP_MS[of];
    if (at - this.tickedAt <= thresholdMs) return; // most ticks: no look at the hours
    this.gaps.take(this.ageAt(at), thresholdMs);
  }
}
