import type { RecordedEntry } from '../adapter/recording/read-session.js';
import { entryText, isJournaled } from '../codec/recording/entry-text.js';
import type { Entry } from '../domain/entry.js';
import { copyMessage } from '../domain/touchline.js';
import type { Input } from '../port/input.js';
import type { EntryDifference } from '../report/verification.js';
import { fieldDifferences } from './field-differences.js';

/** Entries that both have, shown before the first that differs. */
const SHOWN_BEFORE = 5;
/** Replayed entries in which a cause is looked for. */
const REMEMBERED = 4_096;

/**
 * Holds what a replay concludes against what was recorded, entry by entry, up to the first that differs. The
 * replay is taken as it comes; the journal is read behind it, between two batches of inputs.
 */
export class EntryComparison {
  compared = 0;
  difference: EntryDifference | undefined;
  /** The last entry of the replay. */
  lastSeq = 0;
  private readonly waiting: { readonly entry: Entry; readonly input: Input | undefined }[] = [];
  private readonly before: string[] = [];
  private readonly recent: Entry[] = [];
  private lastInput: Input | undefined;
  private next: RecordedEntry | undefined;

  constructor(
    private readonly recorded: Iterator<RecordedEntry>,
    /** Number of the last entry that is known to be recorded. */
    private readonly lastRecorded: number,
  ) {}

  /** The replay is given `input`. */
  given(input: Input): void {
    this.lastInput = input;
  }

  /** The replay came to `entry`. */
  take(entry: Entry): void {
    this.lastSeq = entry.seq;
    if (this.difference !== undefined) return;
    this.recent.push(entry);
    if (this.recent.length > 2 * REMEMBERED) this.recent.splice(0, REMEMBERED);
    if (isJournaled(entry) && entry.seq <= this.lastRecorded)
      this.waiting.push({ entry, input: inputCopy(this.lastInput) });
  }

  /** Compares what has come. */
  catchUp(): void {
    for (const { entry, input } of this.waiting.splice(0)) {
      if (this.difference !== undefined) return;
      const recorded = this.peek();
      const text = entryText(entry);
      if (recorded?.text === text) {
        this.next = undefined;
        this.compared += 1;
        this.before.push(text);
        if (this.before.length > SHOWN_BEFORE) this.before.shift();
      } else this.differ(recorded, entry, input);
    }
  }

  /** The replay is over: what was recorded behind it has no counterpart. */
  end(): void {
    this.catchUp();
    if (this.difference !== undefined) return;
    const recorded = this.peek();
    if (recorded !== undefined) this.differ(recorded, undefined, inputCopy(this.lastInput));
  }

  /** The next recorded entry; undefined behind the last. */
  private peek(): RecordedEntry | undefined {
    if (this.next === undefined) {
      const entry = this.recorded.next();
      this.next = entry.done === true ? undefined : entry.value;
    }
    return this.next;
  }

  private differ(recorded: RecordedEntry | undefined, replayed: Entry | undefined, input: unknown): void {
    const ours = replayed === undefined ? undefined : (JSON.parse(entryText(replayed)) as unknown);
    const theirs = recorded === undefined ? undefined : (JSON.parse(recorded.text) as unknown);
    this.difference = {
      summary: summaryOf(recorded, replayed),
      recorded: recorded === undefined ? null : { seq: recorded.seq, row: recorded.row, entry: theirs },
      replayed: replayed === undefined ? null : { seq: replayed.seq, row: null, entry: ours },
      fields: ours === undefined || theirs === undefined ? [] : fieldDifferences(theirs, ours),
      before: this.before.map((text) => JSON.parse(text) as unknown),
      causes: this.causesOf(causeOf(theirs) ?? causeOf(ours)),
      input: input ?? null,
    };
  }

  private causesOf(cause: number | undefined): readonly unknown[] {
    const causes: unknown[] = [];
    for (let seq = cause; seq !== undefined;) {
      const entry = this.recent.find((one) => one.seq === seq);
      if (entry === undefined) break;
      causes.push(JSON.parse(entryText(entry)));
      seq = causeOf(entry);
    }
    return causes;
  }
}

const summaryOf = (recorded: RecordedEntry | undefined, replayed: Entry | undefined): string => {
  if (recorded === undefined)
    return `the replay has entry ${replayed?.seq ?? 0}, the recording has none there`;
  if (replayed === undefined) return `the recording has entry ${recorded.seq}, the replay has none there`;
  return recorded.seq === replayed.seq
    ? `entry ${recorded.seq} differs`
    : `the recording goes on with entry ${recorded.seq}, the replay with ${replayed.seq}`;
};

/** An entry's `cause`, where it has one. */
const causeOf = (entry: unknown): number | undefined =>
  typeof entry === 'object' && entry !== null && 'cause' in entry && typeof entry.cause === 'number'
    ? entry.cause
    : undefined;

/** As it is now: a message of a tape changes when the next is taken. */
const inputCopy = (input: Input | undefined): Input | undefined =>
  input?.kind === 'tk' || input?.kind === 'tf' ? copyMessage(input) : input;
