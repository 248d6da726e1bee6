import type { FeedMessage, MessageBatch } from '../../../port/feed.js';
import type { Columns } from '../decode/columns.js';
import type { MessageCursor } from './message-cursor.js';

/** One file of a merge. */
export interface MergedFile {
  readonly cursor: MessageCursor;
  readonly open: () => AsyncGenerator<Columns>;
  /** Told how many bytes of it have been read. */
  readonly onRead: (bytes: number) => void;
}

/**
 * The messages of all files by time; at the same time, those of an earlier file first, then by row. Files are
 * opened when their first message is due, so files that follow each other are open one at a time. Keeps one
 * piece of each open file. Yields batches of at most `batchRows`; throws what a row or a file throws, after the
 * messages before it.
 */
export async function* merge(files: readonly MergedFile[], batchRows: number): AsyncGenerator<MessageBatch> {
  const waiting = files.map((file, order) => new Reader(file, order)).sort(byTime);
  try {
    for (let first = waiting[0]; first !== undefined; first = waiting[0]) {
      if (!first.cursor.isStarved) {
        const batch = new Batch(waiting, batchRows);
        yield batch;
        batch.passOver();
      } else if (await first.feed()) settleFirst(waiting);
      else waiting.shift();
    }
  } finally {
    await Promise.all(waiting.map((reader) => reader.close()));
  }
}

/** The messages up to the first for which a file must be read, at most `left`. One iterator, one result. */
class Batch implements IterableIterator<FeedMessage> {
  private readonly result: { done: boolean; value: FeedMessage | undefined } = {
    done: false,
    value: undefined,
  };

  constructor(
    private readonly waiting: Reader[],
    private left: number,
  ) {}

  [Symbol.iterator](): this {
    return this;
  }

  /** What was not taken of it does not come again. */
  passOver(): void {
    while (this.next().done !== true);
  }

  next(): IteratorResult<FeedMessage, undefined> {
    const { waiting, result } = this;
    result.value = undefined;
    for (let first = waiting[0]; this.left > 0 && first?.cursor.isStarved === false; first = waiting[0]) {
      const message = first.cursor.take();
      settleFirst(waiting);
      if (message === undefined) continue;
      this.left -= 1;
      result.value = message;
      break;
    }
    result.done = result.value === undefined;
    return result as IteratorResult<FeedMessage, undefined>;
  }
}

class Reader {
  readonly cursor: MessageCursor;
  private chunks: AsyncGenerator<Columns> | undefined;
  private isOver = false;

  constructor(
    private readonly file: MergedFile,
    readonly order: number,
  ) {
    this.cursor = file.cursor;
  }

  /** Reads on; false when the file and its messages are over. */
  async feed(): Promise<boolean> {
    if (this.isOver) return false;
    this.chunks ??= this.file.open();
    const next = await this.chunks.next();
    if (next.done === true) {
      this.isOver = true;
      this.cursor.end();
      return !this.cursor.isStarved;
    }
    this.cursor.load(next.value);
    this.file.onRead(next.value.bytesRead);
    return true;
  }

  async close(): Promise<void> {
    await this.chunks?.return(undefined);
  }
}

const byTime = (a: Reader, b: Reader): number => a.cursor.nextAt - b.cursor.nextAt || a.order - b.order;

/** Moves the first reader to where its next message belongs; the others are in order. */
const settleFirst = (waiting: Reader[]): void => {
  const [first, second] = waiting;
  if (first === undefined || second === undefined || byTime(first, second) <= 0) return;
  let low = 1;
  let high = waiting.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const other = waiting[middle];
    if (other !== undefined && byTime(other, first) < 0) low = middle + 1;
    else high = middle;
  }
  waiting.splice(0, 1);
  waiting.splice(low - 1, 0, first);
};
