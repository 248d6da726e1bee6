/** What a verification of a recorded session found. */
export interface Verification {
  readonly folder: string;
  /** The pipeline's name. */
  readonly name: string;
  readonly kind: 'live' | 'paper' | 'record';
  /**
   * How the recording ended: `whole` by itself; `cut off` with the process, what was on disk by then is verified;
   * `lost` where the disk did not take more, what came before is.
   */
  readonly recording: 'whole' | 'cut off' | 'lost';
  /** Replayed: messages of the tape and other inputs. */
  readonly touchlines: number;
  readonly others: number;
  /** Entries that are the same, those that follow from ticks and seconds alone included: the number of the last. */
  readonly entries: number;
  /** Of these, written in full and compared word by word. */
  readonly compared: number;
  /** Of decisions and what came of them, as recorded (null where the end was not) and as replayed. */
  readonly digest: { readonly recorded: string | null; readonly replayed: string };
  /** What is told beside: a changed pipeline file, another version. */
  readonly notes: readonly string[];
  /** Null when recording and replay are the same. */
  readonly difference: EntryDifference | null;
}

/** The first entry that differs. */
export interface EntryDifference {
  /** What it comes to, in words. */
  readonly summary: string;
  /** The entry as recorded and as replayed, and its number in either; null where that side has none. */
  readonly recorded: EntrySide | null;
  readonly replayed: EntrySide | null;
  /** The fields that differ: `intent.quantity: recorded 10, replayed 12`. */
  readonly fields: readonly string[];
  /** The last entries that both have, before it. */
  readonly before: readonly unknown[];
  /** What it follows from: the replayed entries back to the event, the nearest first. */
  readonly causes: readonly unknown[];
  /** The last input that the replay was given before it. */
  readonly input: unknown;
}

export interface EntrySide {
  readonly seq: number;
  /** Row of the journal; null of a replayed one. */
  readonly row: number | null;
  readonly entry: unknown;
}
