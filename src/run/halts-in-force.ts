import type { Entry, Halted } from '../domain/entry.js';
import { sessionDayOf } from '../domain/session.js';
import { isWithin, liftsHalts } from '../risk/kill-switch.js';

/** Folds the entries of a session into the halts by rules on losses that stand, as the belt itself does. */
export class HaltsInForce {
  private halts: readonly Halted[] = [];

  take(entry: Entry): void {
    if (entry.kind === 'Halted') this.halts = [...this.halts, entry];
    else if (this.halts.length === 0) return;
    else if (entry.kind === 'Command' && liftsHalts(entry))
      this.halts = this.halts.filter((halt) => halt.until !== 'resume' || !isWithin(halt, entry));
    else if (entry.kind === 'Tick') this.halts = this.halts.filter((halt) => !isOver(halt, entry));
  }

  /** In the order in which they began. */
  get inForce(): readonly Halted[] {
    return this.halts;
  }
}

/** A session ends with the first tick of the next one. */
const isOver = ({ until, at }: Halted, tick: Pick<Entry, 'at'>): boolean =>
  until === 'nextSession' && sessionDayOf(tick.at) > sessionDayOf(at);
