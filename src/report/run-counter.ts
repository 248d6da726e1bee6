import type { RefusedEntry } from '../domain/entry.js';
import type { FeedEvent } from '../domain/event.js';
import type { RunCounts } from './run-result.js';

/** Counts what came of the run's decisions, and what went wrong. */
export class RunCounter {
  decisions = 0;
  approved = 0;
  orders = 0;
  modifies = 0;
  cancels = 0;
  fills = 0;
  unexpected = 0;
  wrongToken = 0;
  failedStrategies = 0;
  private readonly refusedByRule = new Map<string, number>();
  private readonly feedEvents = new Map<FeedEvent['event'], number>();

  refused(entry: RefusedEntry): void {
    const { rule } = entry.refusal;
    this.refusedByRule.set(rule, (this.refusedByRule.get(rule) ?? 0) + 1);
  }

  feedEvent(entry: FeedEvent): void {
    this.feedEvents.set(entry.event, this.feedEventsOf(entry.event) + 1);
  }

  private feedEventsOf(name: FeedEvent['event']): number {
    return this.feedEvents.get(name) ?? 0;
  }

  get counts(): RunCounts {
    return {
      decisions: this.decisions,
      approved: this.approved,
      refused: Object.fromEntries(this.refusedByRule),
      orders: this.orders,
      modifies: this.modifies,
      cancels: this.cancels,
      fills: this.fills,
      unexpected: this.unexpected,
      malformed: this.feedEventsOf('Malformed'),
      noSnapshot: this.feedEventsOf('NoSnapshot'),
      dropped: this.feedEventsOf('Dropped'),
      wrongToken: this.wrongToken,
      failedStrategies: this.failedStrategies,
    };
  }
}
