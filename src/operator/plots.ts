import type { Plotted } from '../domain/entry.js';
import type { Event } from '../domain/event.js';
import { MINUTE_MS } from '../domain/time.js';
import type { Token } from '../domain/token.js';
import type { Binding } from './binding.js';

/**
 * When a strategy on one token is asked what is worth drawing: after every bar that it goes by, or each minute where it
 * goes by none. One that does not say which goes by all bars once it has heard one. Of one that repeats what was recorded
 * the recording says when.
 */
export class PlotTimes {
  /** From here on a tick is of another minute than the last that was plotted; Infinity where bars are gone by. */
  private nextAt: number;

  constructor(
    private readonly token: Token,
    private readonly specs: readonly string[] | undefined,
    private readonly isRecorded?: Binding['isRecorded'],
  ) {
    this.nextAt = specs === undefined || specs.length === 0 ? -Infinity : Infinity;
  }

  /** Whether the strategy, which has heard `event`, plots now. O(1). */
  isDue(event: Event): boolean {
    const isDue = this.isTime(event);
    if (isDue || this.isRecorded === undefined) return isDue;
    return (event.kind === 'Tick' || event.kind === 'Bar') && this.isRecorded(event.seq);
  }

  private isTime(event: Event): boolean {
    if (event.kind === 'Bar') {
      if (this.specs === undefined) this.nextAt = Infinity;
      return event.token === this.token && (this.specs?.includes(event.spec) ?? true);
    }
    if (event.at < this.nextAt || event.kind !== 'Tick' || event.token !== this.token) return false;
    this.nextAt = event.at - (event.at % MINUTE_MS) + MINUTE_MS;
    return true;
  }
}

/**
 * Those of `values` that are there, which a number that is none (NaN) is not; undefined for none. Strategy files are
 * loaded without a look at their types: throws a TypeError for what are no numbers by name.
 */
export const plotted = (values: unknown): Plotted['values'] | undefined => {
  if (typeof values !== 'object' || values === null)
    throw new TypeError(`plots gave ${String(values)}; expected numbers by name`);
  const known: Record<string, number> = {};
  let isAny = false;
  for (const [name, value] of Object.entries(values)) {
    if (value === undefined) continue;
    if (typeof value !== 'number')
      throw new TypeError(`plots gave ${name}: ${String(value)}; expected a number`);
    if (!Number.isFinite(value)) continue;
    known[name] = value;
    isAny = true;
  }
  return isAny ? known : undefined;
};
