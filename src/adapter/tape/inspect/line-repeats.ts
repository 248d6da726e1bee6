import type { Source, SourceBytes } from '../source/source.js';

/** A source whose lines are looked at while they are read. */
export interface WatchedSource extends Source {
  /** Lines that are the line before them, byte for byte, in what was read of it last; blank lines are none. */
  readonly repeatedLines: () => number;
}

/** Watches a text for lines that come twice in a row; what is read of it does not change. */
export const watched = (source: Source): WatchedSource => {
  let lines = new Lines();
  return {
    ...source,
    repeatedLines: () => lines.repeated,
    open: (blockBytes) => {
      const bytes = source.open(blockBytes);
      const watching = new Lines();
      lines = watching;
      return watchedBytes(bytes, watching);
    },
  };
};

const watchedBytes = (bytes: SourceBytes, lines: Lines): SourceBytes => ({
  get bytesRead() {
    return bytes.bytesRead;
  },
  async *[Symbol.asyncIterator]() {
    for await (const block of bytes) {
      lines.take(block);
      yield block;
    }
    lines.end();
  },
});

const NEWLINE = 10;
/** A line of nothing but these is no row: blanks, quotes and what stands between cells. */
const NOTHING: ReadonlySet<number> = new Set(Buffer.from(' \t\r,;|"'));

/** Holds each line against the one before. Most differ in their time, so few bytes are compared. */
class Lines {
  repeated = 0;
  /** The line before, and the part of the next that the last block ended in. */
  private before: Buffer = Buffer.alloc(0);
  private rest: Buffer = Buffer.alloc(0);

  take(block: Buffer): void {
    const first = block.indexOf(NEWLINE);
    if (first === -1) {
      this.rest = Buffer.concat([this.rest, block]);
      return;
    }
    const head = Buffer.concat([this.rest, block.subarray(0, first)]);
    if (isSame(head, 0, head.length, this.before, 0, this.before.length)) this.repeated += 1;
    let before: Buffer = head;
    let beforeFrom = 0;
    let beforeTo = head.length;
    let from = first + 1;
    for (let to = block.indexOf(NEWLINE, from); to !== -1; to = block.indexOf(NEWLINE, from)) {
      if (isSame(block, from, to, before, beforeFrom, beforeTo)) this.repeated += 1;
      before = block;
      beforeFrom = from;
      beforeTo = to;
      from = to + 1;
    }
    // The block is not ours to keep.
    this.before = Buffer.from(before.subarray(beforeFrom, beforeTo));
    this.rest = Buffer.from(block.subarray(from));
  }

  end(): void {
    if (isSame(this.rest, 0, this.rest.length, this.before, 0, this.before.length)) this.repeated += 1;
  }
}

const isSame = (a: Buffer, aFrom: number, aTo: number, b: Buffer, bFrom: number, bTo: number): boolean => {
  const length = aTo - aFrom;
  if (length !== bTo - bFrom) return false;
  for (let i = 0; i < length; i += 1) if (a[aFrom + i] !== b[bFrom + i]) return false;
  return a.subarray(aFrom, aTo).some((char) => !NOTHING.has(char));
};
