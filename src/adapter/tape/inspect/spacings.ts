import { SECOND_MS } from '../../../domain/time.js';

/** A silence of a feed inside trading hours. */
export interface Silence {
  /** Number of the file that ended it. */
  readonly file: number;
  readonly from: number;
  readonly to: number;
  /** Of it inside trading hours. */
  readonly ms: number;
}

/** Of these the place is kept. */
const LONGEST = 10;

/**
 * How far apart the rows of a feed are: all distances, counted in whole milliseconds below a second and in
 * whole seconds above, and the longest with their times. Memory is bounded by the seconds of a day.
 */
export class Spacings {
  readonly longest: Silence[] = [];
  private readonly below = new Uint32Array(SECOND_MS + 1);
  private readonly above = new Map<number, number>();
  private count = 0;

  add(file: number, from: number, to: number, ms: number): void {
    this.count += 1;
    if (ms <= SECOND_MS) {
      const place = Math.ceil(ms);
      this.below[place] = (this.below[place] ?? 0) + 1;
    } else {
      const seconds = Math.ceil(ms / SECOND_MS);
      this.above.set(seconds, (this.above.get(seconds) ?? 0) + 1);
    }
    const least = this.longest[LONGEST - 1];
    if (least !== undefined && ms <= least.ms) return;
    const place = this.longest.findIndex((silence) => silence.ms < ms);
    this.longest.splice(place === -1 ? this.longest.length : place, 0, { file, from, to, ms });
    this.longest.length = Math.min(this.longest.length, LONGEST);
  }

  /** The middle distance, ms, above a second to the next whole one; undefined when there are none. */
  median(): number | undefined {
    let left = this.count / 2;
    if (left === 0) return undefined;
    for (let ms = 0; ms < this.below.length; ms += 1) {
      left -= this.below[ms] ?? 0;
      if (left <= 0) return ms;
    }
    for (const [seconds, count] of [...this.above].sort(([a], [b]) => a - b)) {
      left -= count;
      if (left <= 0) return seconds * SECOND_MS;
    }
    return undefined;
  }

  /** How many are longer than `ms`, whole seconds of one second or more. */
  longerThan(ms: number): number {
    let count = 0;
    for (const [seconds, times] of this.above) if (seconds * SECOND_MS > ms) count += times;
    return count;
  }
}
