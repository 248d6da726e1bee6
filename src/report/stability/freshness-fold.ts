import type { Token } from '../../domain/token.js';
import { LatencyHistogram } from '../latency.js';
import { GAP_MS, type ScripClass } from './scrip-class.js';
import type { Freshness } from './stability.js';

/** With so many of the watched instruments fresh, data are ready. */
const READY_SHARE = 0.95;

/** Folds the ages of the last ticks, asked every second. */
export class FreshnessFold {
  private readonly watched: ReadonlySet<Token>;
  private readonly ages = new Map<ScripClass, LatencyHistogram>();
  /** Of the watched ones in this second. */
  private asked = 0;
  private fresh = 0;
  private seconds = 0;
  private readySeconds = 0;

  /** `watched` are those by which it is told whether data are ready. */
  constructor(watched: readonly Token[]) {
    this.watched = new Set(watched);
  }

  /** One that trades in this second. Fresh is what is no gap yet. */
  take(token: Token, of: ScripClass, ageMs: number): void {
    this.agesOf(of).record(ageMs);
    if (!this.watched.has(token)) return;
    this.asked += 1;
    if (ageMs <= GAP_MS[of]) this.fresh += 1;
  }

  /** All were told of this second; it counts where a watched one trades. */
  endSecond(isUp: boolean): void {
    if (this.asked === 0) return;
    this.seconds += 1;
    if (isUp && this.fresh >= READY_SHARE * this.asked) this.readySeconds += 1;
    this.asked = 0;
    this.fresh = 0;
  }

  /** Null before the first second. */
  get readyShare(): number | null {
    return this.seconds === 0 ? null : this.readySeconds / this.seconds;
  }

  get rows(): readonly Freshness[] {
    return [...this.ages].map(([of, ages]) => ({
      class: of,
      count: ages.count,
      p50: ages.percentile(50),
      p95: ages.percentile(95),
      p99: ages.percentile(99),
    }));
  }

  private agesOf(of: ScripClass): LatencyHistogram {
    const known = this.ages.get(of);
    if (known !== undefined) return known;
    const ages = new LatencyHistogram();
    this.ages.set(of, ages);
    return ages;
  }
}
