import type { Message } from './account.js';
import { MINUTE_MS } from './time.js';

/** The messages to the broker of the last minute, and some before them, oldest first; amortised O(1) each. */
export class RecentMessages {
  private kept: Message[] = [];

  get all(): readonly Message[] {
    return this.kept;
  }

  note(message: Message): void {
    const since = message.at - MINUTE_MS;
    const middle = this.kept[this.kept.length >> 1];
    if (middle !== undefined && middle.at <= since) this.kept = this.kept.filter(({ at }) => at > since);
    this.kept.push(message);
  }
}
