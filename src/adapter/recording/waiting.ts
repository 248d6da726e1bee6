import { entriesThroughText, entryText } from '../../codec/recording/entry-line.js';
import { inputLineText, type JournalInput } from '../../codec/recording/input-line.js';
import type { Entry } from '../../domain/entry.js';
import { type SessionDay, sessionDayOf } from '../../domain/session.js';
import type { EpochMs } from '../../domain/time.js';
import type { TouchlineMessage } from '../../domain/touchline.js';
import type { Segment } from './session-files.js';
import { TICK_HEADER, tickLine } from './tick-line.js';

/** Lines of one segment of the tape that wait to be written. */
export interface TickPiece {
  readonly segment: Segment;
  text: string;
}

/** So many ticks, other inputs and entries. */
export interface Counts {
  touchlines: number;
  others: number;
  entries: number;
}

export const noCounts = (): Counts => ({ touchlines: 0, others: 0, entries: 0 });

/** What is written at a time, in this order: ticks, inputs, entries. What is written is taken out. */
export interface Batch {
  readonly ticks: TickPiece[];
  inputs: string;
  entries: string;
  readonly chars: number;
  /** Of what it held at first. */
  readonly counts: Readonly<Counts>;
}

/**
 * What is to be written next, as text. It cuts the ticks into segments: a new one begins with each day in India
 * and behind `segmentChars`.
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
  private ticks: TickPiece[] = [];
  private inputs = '';
  private entries = '';
  private segment: Segment | undefined;
  private segmentLength = 0;
  private lastInputAt: EpochMs | undefined;
  private lastEntryAt: EpochMs | undefined;

  constructor(private readonly segmentChars: number) {}

  tick(message: TouchlineMessage): void {
    const line = tickLine(message);
    const piece = this.pieceFor(sessionDayOf(message.receivedAt));
    piece.text += line;
    this.segmentLength += line.length;
    this.chars += line.length;
    this.touchlines += 1;
    this.counts.touchlines += 1;
    this.lastInputAt = message.receivedAt;
  }

  other(input: JournalInput): void {
    this.inputLine(inputLineText({ kind: 'Input', after: this.touchlines, input }));
    this.others += 1;
    this.counts.others += 1;
    this.lastInputAt = input.receivedAt;
  }

  /** A line of its own in the journal of inputs. */
  inputLine(text: string): void {
    this.inputs += text;
    this.chars += text.length;
  }

  /** A line of its own in the journal of entries. */
  entryLine(text: string): void {
    this.entries += text;
    this.chars += text.length;
  }

  /** An entry that is kept in full. */
  entry(entry: Entry): void {
    this.entryLine(`${entryText(entry)}\n`);
  }

  /** The belt has come to an entry, kept or not. */
  passed(seq: number, at: EpochMs): void {
    this.lastSeq = seq;
    this.counts.entries += 1;
    this.lastEntryAt = at;
  }

  /** Says in both journals how far they go, where they have gone on. */
  mark(): void {
    const { lastInputAt: inputAt, lastEntryAt: entryAt } = this;
    this.lastInputAt = undefined;
    this.lastEntryAt = undefined;
    if (inputAt !== undefined)
      this.inputLine(inputLineText({ kind: 'Through', through: this.touchlines, at: inputAt }));
    if (entryAt !== undefined) this.entryLine(entriesThroughText(this.lastSeq, entryAt));
  }

  /** All that waits, with how far it goes; undefined when nothing does. */
  take(): Batch | undefined {
    this.mark();
    if (this.chars === 0) return undefined;
    const { ticks, inputs, entries, chars, counts } = this;
    this.ticks = [];
    this.inputs = '';
    this.entries = '';
    this.chars = 0;
    this.counts = noCounts();
    return { ticks, inputs, entries, chars, counts };
  }

  private pieceFor(day: SessionDay): TickPiece {
    if (this.segment?.day !== day || this.segmentLength >= this.segmentChars) {
      this.segment = { day, number: (this.segment?.number ?? 0) + 1 };
      this.segmentLength = 0;
      return this.begin(this.segment, TICK_HEADER);
    }
    return this.ticks.at(-1) ?? this.begin(this.segment, '');
  }

  private begin(segment: Segment, text: string): TickPiece {
    const piece = { segment, text };
    this.ticks.push(piece);
    this.chars += text.length;
    return piece;
  }
}
