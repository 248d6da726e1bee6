import type { TextOfBytes } from './text-cache.js';

/** The cells of a row as texts; '' for a position that it does not have. */
export interface Cells {
  cell(position: number): string;
  /** The same, of a text that comes again and again. */
  name(position: number): string;
}

/** Of cells that are texts already. */
export class TextCells implements Cells {
  constructor(private readonly texts: readonly string[]) {}

  cell(position: number): string {
    return this.texts[position] ?? '';
  }

  name(position: number): string {
    return this.cell(position);
  }
}

/**
 * Walks the lines of a text without quotes and tells where the cells of each are, so that a cell becomes a text
 * only when it is asked for. Every line ends in `\n` or `\r\n`; blank ones are passed over and counted.
 */
export class LineCells implements Cells {
  /** Cells of the line. Of the first `width` of them it is known where they are. */
  count = 0;
  /** Blank lines so far. */
  blanks = 0;
  private readonly ends: Int32Array;
  private lineStart = 0;
  private lineEnd = 0;
  private next = 0;

  constructor(
    readonly bytes: Buffer,
    private readonly width: number,
    private readonly delimiter: string,
    private readonly textOf: TextOfBytes,
  ) {
    this.ends = new Int32Array(width);
  }

  /** Moves to the next line that is not blank; false when there is none. */
  moveOn(): boolean {
    while (this.next < this.bytes.length) {
      this.walk();
      if (this.lineEnd > this.lineStart) return true;
      this.blanks += 1;
    }
    return false;
  }

  startOf(position: number): number {
    return position === 0 ? this.lineStart : (this.ends[position - 1] ?? 0) + 1;
  }

  endOf(position: number): number {
    return this.ends[position] ?? 0;
  }

  cell(position: number): string {
    return position < 0 ? '' : this.bytes.toString('utf8', this.startOf(position), this.endOf(position));
  }

  name(position: number): string {
    return position < 0 ? '' : this.textOf(this.bytes, this.startOf(position), this.endOf(position));
  }

  /** All cells, however many there are. */
  texts(): readonly string[] {
    return this.bytes.toString('utf8', this.lineStart, this.lineEnd).split(this.delimiter);
  }

  private walk(): void {
    const { bytes, ends, width, next } = this;
    const delimiter = this.delimiter.charCodeAt(0);
    let pos = next;
    let cell = 0;
    for (let byte = bytes[pos]; byte !== NEWLINE && byte !== undefined; byte = bytes[pos]) {
      if (byte === delimiter) {
        if (cell < width) ends[cell] = pos;
        cell += 1;
      }
      pos += 1;
    }
    this.lineStart = next;
    this.lineEnd = pos > next && bytes[pos - 1] === RETURN ? pos - 1 : pos;
    if (cell < width) ends[cell] = this.lineEnd;
    this.count = cell + 1;
    this.next = pos + 1;
  }
}

const NEWLINE = 10;
const RETURN = 13;
