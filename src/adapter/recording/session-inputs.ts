import { DataError } from '../../domain/failure.js';
import type { FeedMessage } from '../../port/feed.js';
import type { Input } from '../../port/input.js';
import { ALL_TOKENS } from '../../port/tape.js';
import type { JournalReader } from '../journal/journal-reader.js';
import { type JournalRow, ROW } from '../journal/journal-row.js';
import { openTape } from '../tape/open-tape.js';
import { inputOf } from './input-of.js';
import { parquetPath } from './session-files.js';
import { tickLines } from './tick-line.js';

/**
 * The inputs of a session in the order in which the belt was given them, up to row `end`. Each is valid until the
 * next is taken. Ticks that are no longer in the journal come from their segment. Throws a DataError where that has
 * fewer than the journal says.
 */
export async function* sessionInputs(
  folder: string,
  journal: JournalReader,
  end: number,
): AsyncGenerator<Iterable<Input>> {
  const sealed = new Set(journal.ofKind(ROW.segment).map(({ segment }) => segment));
  let tape: SegmentTape | undefined;
  try {
    for (const row of journal.rows()) {
      if (row.n >= end) return;
      if (row.kind === ROW.input) yield [inputOf(journal.path, row)];
      if (row.kind !== ROW.ticks || row.segment === null) continue;
      if (!sealed.has(row.segment)) yield ticksOf(journal.path, row);
      else {
        if (tape?.segment !== row.segment) {
          await tape?.close();
          tape = new SegmentTape(folder, row.segment);
        }
        yield* tape.next(row.ticks ?? 0);
      }
    }
  } finally {
    await tape?.close();
  }
}

/** Hands out the messages of a segment from one block to the next. */
class SegmentTape {
  private batches: AsyncIterator<Iterable<FeedMessage>> | undefined;
  private messages: Iterator<FeedMessage> | undefined;

  constructor(
    private readonly folder: string,
    readonly segment: string,
  ) {}

  async *next(count: number): AsyncGenerator<Iterable<FeedMessage>> {
    const path = parquetPath(this.folder, this.segment);
    this.batches ??= (await openTape({ paths: [path] })).batches(ALL_TOKENS)[Symbol.asyncIterator]();
    const left = { count };
    while (left.count > 0) {
      if (this.messages === undefined) {
        const batch = await this.batches.next();
        if (batch.done === true) throw new DataError(`${path}: has fewer ticks than the journal says`);
        this.messages = batch.value[Symbol.iterator]();
      }
      yield this.upTo(left, this.messages);
    }
  }

  /** Closes the file, also where not all of it was read. */
  async close(): Promise<void> {
    await this.batches?.return?.();
  }

  /** Of what is there at once; the rest of a batch is kept for the next block. */
  private *upTo(left: { count: number }, messages: Iterator<FeedMessage>): Iterable<FeedMessage> {
    while (left.count > 0) {
      const message = messages.next();
      if (message.done === true) {
        this.messages = undefined;
        return;
      }
      left.count -= 1;
      yield message.value;
    }
  }
}

const ticksOf = (path: string, { n, body }: JournalRow): Iterable<Input> => {
  if (body === null) throw new DataError(`${path} row ${n}: its ticks are gone, and no segment has them`);
  return tickLines(body);
};
