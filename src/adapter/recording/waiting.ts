import { inputText, type JournalInput } from '../../codec/recording/input-text.js';
import type { Entry } from '../../domain/entry.js';
import { type SessionDay, sessionDayOf } from '../../domain/session.js';
import type { EpochMs } from '../../domain/time.js';
import type { TouchlineMessage } from '../../domain/touchline.js';
import { newRow, type NewRow, ROW } from '../journal/journal-row.js';
import { noCounts } from './counts.js';
import { entryRow } from './entry-row.js';
import { segmentName } from './session-files.js';
import { TickBlock } from './tick-block.js';

/** How far a recording that goes on has come. */
export interface RecordedSoFar {
  readonly touchlines: number;
  readonly others: number;
  /** Number of the last entry. */
  readonly seq: number;
  /** Of the tape. */
  readonly segments: number;
  /** Stands before the first that is written; nothing is written for its sake. */
  readonly preface: NewRow;
}

/**
 * What is to be written next. It cuts the ticks into segments: a new one begins with each day in India and behind
 * `segmentChars`.
 */
export class Waiting {
  /** Characters that wait; nearly all of them are bytes. */
  chars = 0;
  /** Messages on the tape, those that wait included; other inputs; number of the last entry. */
  touchlines = 0;
  others = 0;
  lastSeq = 0;
  /** What waits. */
  counts = noCounts();
  private inputs: (TickBlock | NewRow)[] = [];
  private entries: NewRow[] = [];
  /** The belt has come to an entry that no row tells of. */
  private passedAt: EpochMs | undefined;
  private day: SessionDay | undefined;
  private segments = 0;
  private segmentLength = 0;
  /** Number of the event that the last input became. */
  private inputSeq = 0;

  private preface: NewRow | undefined = undefined;

  constructor(
    private readonly segmentChars: number,
    before?: RecordedSoFar,
  ) {
    if (before === undefined) return;
    this.touchlines = before.touchlines;
    this.others = before.others;
    this.lastSeq = before.seq;
    this.segments = before.segments;
    this.preface = before.preface;
  }

  /** A tick that the belt is given next. */
  tick(message: TouchlineMessage): void {
    this.line(message, this.nextSeq());
  }

  /** What lost ticks of a token come to: for the tape, and not for the belt, which has had them. */
  restated(message: TouchlineMessage): void {
    this.line(message, null);
  }

  /** The belt has come to an entry that is lost. */
  missed(seq: number): void {
    this.inputSeq = seq;
  }

  other(input: JournalInput): void {
    const token = 'token' in input ? (input.token ?? null) : null;
    this.row(newRow(ROW.input, inputText(input), { seq: this.nextSeq(), at: input.receivedAt, token }));
    this.others += 1;
    this.counts.others += 1;
  }

  /** A row among the inputs. */
  row(row: NewRow): void {
    this.inputs.push(row);
    this.chars += row.body.length;
  }

  /** A row behind the entries so far. */
  behind(row: NewRow): void {
    this.entries.push(row);
    this.chars += row.body.length;
  }

  /** An entry that is kept in full. */
  entry(entry: Entry): void {
    this.behind(entryRow(entry));
    this.passed(entry.seq);
    this.passedAt = undefined;
  }

  /** The belt has come to a tick, which follows from the inputs, or to a second of the clock. */
  skipped({ kind, seq, at }: Entry): void {
    this.passed(seq);
    this.passedAt = kind === 'Tick' ? undefined : at;
  }

  /** The rows of all that waits: the inputs, then the entries that follow from them. */
  rows(): readonly NewRow[] {
    const { inputs, entries, passedAt, lastSeq, preface } = this;
    if (this.isEmpty) return [];
    return [
      ...(preface === undefined ? [] : [preface]),
      ...inputs.map((one) => (one instanceof TickBlock ? one.row() : one)),
      ...entries,
      ...(passedAt === undefined ? [] : [newRow(ROW.through, '', { seq: lastSeq, at: passedAt })]),
    ];
  }

  /** All that waited is written. */
  written(): void {
    if (!this.isEmpty) this.preface = undefined;
    this.inputs = [];
    this.entries = [];
    this.passedAt = undefined;
    this.chars = 0;
    this.counts = noCounts();
  }

  private get isEmpty(): boolean {
    return this.inputs.length === 0 && this.entries.length === 0 && this.passedAt === undefined;
  }

  private line(message: TouchlineMessage, seq: number | null): void {
    const length = this.blockFor(sessionDayOf(message.receivedAt), seq !== null).add(message, seq);
    this.segmentLength += length;
    this.chars += length;
    this.touchlines += 1;
    this.counts.touchlines += 1;
  }

  private passed(seq: number): void {
    this.lastSeq = seq;
    this.counts.entries += 1;
  }

  /** An input becomes the next event of the belt. */
  private nextSeq(): number {
    this.inputSeq = Math.max(this.inputSeq, this.lastSeq) + 1;
    return this.inputSeq;
  }

  private blockFor(day: SessionDay, isGiven: boolean): TickBlock {
    if (this.day !== day || this.segmentLength >= this.segmentChars) {
      this.day = day;
      this.segments += 1;
      this.segmentLength = 0;
    }
    const last = this.inputs.at(-1);
    const segment = segmentName(day, this.segments);
    if (last instanceof TickBlock && last.segment === segment && last.isGiven === isGiven && !last.isFull)
      return last;
    const block = new TickBlock(segment, isGiven);
    this.inputs.push(block);
    return block;
  }
}
