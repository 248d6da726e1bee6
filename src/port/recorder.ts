import type { Entry } from '../domain/entry.js';
import type { EpochMs } from '../domain/time.js';
import type { Input } from './input.js';

/** Keeps a live session, so that it can be replayed. Neither call waits for the disk. */
export interface Recorder {
  /** What came in, as the belt is given it: in that order, with the time at which it was given. */
  input(input: Input): void;
  /** What the belt carries, after the inputs that it follows from. */
  entry(entry: Entry): void;
  /** Ends the recording of a session that ended at `at` with `digest`, and waits until all is on disk. */
  close(at: EpochMs, digest: string): Promise<void>;
}
