import { build, type Histogram } from 'hdr-histogram-js';

/** How long something took, in milliseconds to three digits; a percentile is by nearest rank, `⌈p·n⌉`. */
export interface Latency {
  readonly count: number;
  readonly p50: number;
  readonly p90: number;
  readonly p99: number;
  readonly p999: number;
  readonly max: number;
}

const MICROSECONDS = 1_000;
/** What takes longer counts as this: a minute. */
const LONGEST_US = 60_000_000;

/** Counts times from a microsecond to a minute. Percentiles of several are those of their sum, never a mean. */
export class LatencyHistogram {
  private readonly microseconds: Histogram = build({
    highestTrackableValue: LONGEST_US,
    numberOfSignificantValueDigits: 3,
  });

  /** Takes a time in ms; one below zero counts as zero. */
  record(ms: number): void {
    this.microseconds.recordValue(Math.max(0, Math.min(Math.round(ms * MICROSECONDS), LONGEST_US)));
  }

  add(other: LatencyHistogram): void {
    this.microseconds.add(other.microseconds);
  }

  reset(): void {
    this.microseconds.reset();
  }

  get count(): number {
    return this.microseconds.totalCount;
  }

  /** In ms; 0 of none. A percentile is told as the largest value that three digits do not tell from it. */
  percentile(percent: number): number {
    const { maxValue } = this.microseconds;
    return Math.min(this.microseconds.getValueAtPercentile(percent), maxValue) / MICROSECONDS;
  }

  get latency(): Latency {
    return {
      count: this.count,
      p50: this.percentile(50),
      p90: this.percentile(90),
      p99: this.percentile(99),
      p999: this.percentile(99.9),
      max: this.microseconds.maxValue / MICROSECONDS,
    };
  }
}
