import type { RefusedEntry } from '../domain/entry.js';
import type { FeedEvent } from '../domain/event.js';
import type { RunCounts } from './run-result.js';

/** Counts what came of the run's decisions, and what went wrong. */
export class RunCounter {
  decisions = 0;
  approved = 0;
  orders = 0;
  cancels = 0;
  fills = 0;
  wrongToken = 0;
  failedStrategies = 0;
  private readonly refusedByRule = new Map<string, number>();
  private readonly feedEvents: Record<FeedEvent['event'], number> = {
    Malformed: 0,
    NoSnapshot: 0,
    Dropped: 0,
  };

  refused(entry: RefusedEntry): void {
    const { rule } = entry.refusal;
    this.refusedByRule.set(rule, (this.refusedByRule.get(rule) ?? 0) + 1);
  }

  feedEvent(entry: FeedEvent): void {
    this.feedEvents[entry.event] += 1;
  }

  get counts(): RunCounts {
    return {
      decisions: this.decisions,
      approved: this.approved,
      refused: Object.fromEntries(this.refusedByRule),
      orders: this.orders,
      cancels: this.cancels,
      fills: this.fills,
      malformed: this.feedEvents.Malformed,
      noSnapshot: this.feedEvents.NoSnapshot,
      dropped: this.feedEvents.Dropped,
      wrongToken: this.wrongToken,
      failedStrategies: this.failedStrategies,
    };
  }
}
