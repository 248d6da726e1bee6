import type { Entry } from '../domain/entry.js';
import type { Command, FeedEvent } from '../domain/event.js';
import { canonicalOf } from '../report/run-digest.js';

/** An entry that the digest sees, and what stood around it. */
export interface Decided {
  /** As the digest sees it. */
  readonly line: string;
  readonly entry: Entry;
  /** The entries that it follows from, the nearest first. */
  readonly causes: readonly Entry[];
  readonly outside: Command | FeedEvent | undefined;
}

/** Entries in which a cause is looked for. */
const REMEMBERED = 8_192;

/** Folds a run into what its digest sees. It keeps every such entry: some for each order. */
export class DecidedFold {
  readonly decided: Decided[] = [];
  /** By the number modulo its length. */
  private readonly recent: Entry[] = [];
  private outside: Command | FeedEvent | undefined = undefined;

  take(entry: Entry): void {
    this.recent[entry.seq % REMEMBERED] = entry;
    if (entry.kind === 'Command' || entry.kind === 'FeedEvent') this.outside = entry;
    const cells = canonicalOf(entry);
    if (cells === undefined) return;
    this.decided.push({
      line: JSON.stringify(cells),
      entry,
      causes: this.causesOf(entry),
      outside: this.outside,
    });
  }

  private causesOf(entry: Entry): readonly Entry[] {
    const causes: Entry[] = [];
    for (let of = entry; 'cause' in of;) {
      const cause: Entry | undefined = this.recent[of.cause % REMEMBERED];
      if (cause?.seq !== of.cause) break;
      causes.push(cause);
      of = cause;
    }
    return causes;
  }
}
