import type { RecordedEntry, RecordedSession } from '../adapter/recording/read-session.js';
import { type EpochMs, epochMs } from '../domain/time.js';
import type { Input } from '../port/input.js';

/** What was recorded of a session that is to go on: it is gone through again first. */
export interface Past {
  /** What people call it: the folder. */
  readonly name: string;
  /** In the order in which the belt was given them. Each is valid until the next is taken. */
  inputs(): AsyncIterable<Iterable<Input>>;
  /** The entries that are journaled in full. */
  entries(): Iterable<RecordedEntry>;
  /** Orders that could not be journaled and so were not sent: why, by `seq` of what would have been sent. */
  readonly unsent: ReadonlyMap<number, string>;
  /** Number of the last entry that is known to be journaled, in full or by what it follows from. */
  readonly seq: number;
  /** How far the session's clock is known to have come; undefined: no further than its last input. */
  readonly until: EpochMs | undefined;
}

/** The past of a session as it is recorded. */
export const pastOf = (session: RecordedSession): Past => ({
  name: session.folder,
  inputs: () => session.inputs(),
  entries: () => session.entries(),
  unsent: session.unsent,
  seq: session.extent.seq,
  until: session.end === undefined ? session.extent.at : epochMs(session.end.endAt),
});
