/** Where a token told nothing for longer than its class allows. Milliseconds; coverages are ratios. */
export interface Gaps {
  readonly count: number;
  readonly longestMs: number;
  readonly sumMs: number;
  /** What went beyond the threshold, in sum. */
  readonly excessMs: number;
  /** 1 − excess / session; null for a session without a length. */
  readonly coverage: number | null;
  /** 1 − sum / session: the pessimistic one. */
  readonly fullCoverage: number | null;
}

/** Folds the times between arrivals into gaps. */
export class GapFold {
  private count = 0;
  private longestMs = 0;
  private sumMs = 0;
  private excessMs = 0;

  /** Nothing came for `ms`, where that is a gap from above `thresholdMs` on. */
  take(ms: number, thresholdMs: number): void {
    if (ms <= thresholdMs) return;
    this.count += 1;
    this.sumMs += ms;
    this.excessMs += ms - thresholdMs;
    if (ms > this.longestMs) this.longestMs = ms;
  }

  gaps(sessionMs: number): Gaps {
    const { count, longestMs, sumMs, excessMs } = this;
    const coverage = (ms: number): number | null => (sessionMs === 0 ? null : 1 - ms / sessionMs);
    return {
      count,
      longestMs,
      sumMs,
      excessMs,
      coverage: coverage(excessMs),
      fullCoverage: coverage(sumMs),
    };
  }
}
