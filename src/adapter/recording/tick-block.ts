import type { EpochMs } from '../../domain/time.js';
import type { TouchlineMessage } from '../../domain/touchline.js';
import { newRow, type NewRow, ROW } from '../journal/journal-row.js';
import { SeqRuns } from '../journal/seq-runs.js';
import { tickLine } from './tick-line.js';

/** A row holds at most so many characters of ticks: what is read, and later dropped, at a time. */
const BLOCK_CHARS = 1 << 18;

/** Ticks of one segment that came one after the other, as they become a row. */
export class TickBlock {
  private body = '';
  private ticks = 0;
  private at: EpochMs | null = null;
  private readonly seqs = new SeqRuns();

  constructor(
    readonly segment: string,
    /** Whether the belt was given them; not so what lost ticks come to. */
    readonly isGiven: boolean,
  ) {}

  /** Adds a tick, of those given the one that becomes the event `seq`; returns how many characters that takes. */
  add(message: TouchlineMessage, seq: number | null): number {
    const line = tickLine(message);
    this.body += line;
    this.ticks += 1;
    this.at = message.receivedAt;
    if (seq !== null) this.seqs.add(seq);
    return line.length;
  }

  get isFull(): boolean {
    return this.body.length >= BLOCK_CHARS;
  }

  row(): NewRow {
    const { segment, ticks, seqs, at } = this;
    const numbers = this.isGiven ? { seq: seqs.first, seqs: seqs.toString() } : {};
    return newRow(ROW.ticks, this.body, { at, segment, ticks, ...numbers });
  }
}
