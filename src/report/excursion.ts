import type { EpochMs } from '../domain/time.js';
import type { MarkRing } from './mark-ring.js';

/** The lowest and the highest of some marks; infinite the wrong way round for none. */
export interface MarkRange {
  readonly low: number;
  readonly high: number;
}

/**
 * Follows the marks of a token while a trade is open: from the one in force at its first execution to the one in force
 * at its last. Reads each mark once, and only when it is about to be overwritten or an execution is told.
 * Of an execution that is told more than 64 changes of the price late, the marks until then count for what came before.
 */
export class Excursion {
  private unread: number;
  private low = Infinity;
  private high = -Infinity;

  constructor(
    private readonly marks: MarkRing,
    from: EpochMs,
  ) {
    this.unread = inForce(marks, marks.after(from));
  }

  /** Reads what is soon overwritten. */
  keepUp(): void {
    this.readTo(this.marks.newerHalf);
  }

  /** The range since the last call, or the first execution, up to `at`. The mark in force then counts for the next too. */
  until(at: EpochMs): MarkRange {
    const end = this.marks.after(at);
    this.readTo(end);
    const range = { low: this.low, high: this.high };
    this.low = Infinity;
    this.high = -Infinity;
    this.unread = inForce(this.marks, end);
    return range;
  }

  private readTo(end: number): void {
    for (; this.unread < end; this.unread += 1) {
      const price = this.marks.price(this.unread);
      if (price < this.low) this.low = price;
      if (price > this.high) this.high = price;
    }
  }
}

/** The mark before `next`, where one is kept. */
const inForce = (marks: MarkRing, next: number): number => Math.max(next - 1, marks.oldest);
