import { SECOND_MS } from '../domain/time.js';

/** Over so much real time. */
const WINDOW_MS = 10 * SECOND_MS;

/** How fast a count has grown of late. It is noted now and then; what lies further back than the window is forgotten. */
export class RecentRate {
  private readonly noted: { readonly at: number; readonly count: number }[] = [];

  note(at: number, count: number): void {
    this.noted.push({ at, count });
    while ((this.noted[1]?.at ?? Infinity) <= at - WINDOW_MS) this.noted.shift();
  }

  /** A second, from the oldest that is noted to now; 0 over no time. */
  perSecond(at: number, count: number): number {
    const [oldest] = this.noted;
    if (oldest === undefined || at <= oldest.at) return 0;
    return ((count - oldest.count) / (at - oldest.at)) * SECOND_MS;
  }
}
