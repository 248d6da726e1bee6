import { initParser, type Schema } from 'udsv';

/** Who takes the rows of a text. */
export interface RowTaker {
  /** A text begins; also again, when the rows taken of it were not its rows. */
  begin(): void;
  /** The next row, cells as they are in the text: there may be fewer or more than in the header. */
  take(cells: readonly string[]): void;
}

/** What of a text was no row. */
export interface Leftover {
  /** Blank lines. */
  readonly blanks: number;
  /** The end of the text from the row whose quoted cell is not closed yet; '' when there is none. */
  readonly rest: string;
}

export type RowSplitter = (text: string, taker: RowTaker) => Leftover;

/**
 * Splits whole lines into rows of `width` cells, RFC 4180.
 *
 * udsv does the plain text: twice as fast as anything simple, but it takes a row with too few cells on into
 * the next line, and at the end of its text back to the start. So every row of it is held against the next
 * line, by length; where they differ, as in text with a quote, {@link splitExactly} does the whole text. Which
 * of the two did it cannot be seen in the rows.
 */
export const rowSplitter = (width: number, delimiter: string): RowSplitter => {
  const schema = plainSchema(width, delimiter);
  return (text, taker) => {
    if (text.includes('"')) return splitExactly(text, delimiter, taker);
    let lineStart = blankEnd(text, 0);
    let blanks = lineStart;
    taker.begin();
    initParser(schema).stringArrs<string[]>(text, (cells) => {
      const rowEnd = lineStart + lengthOf(cells) + width - 1;
      const isLine =
        text.indexOf('\n', lineStart) === rowEnd && cells[width - 1]?.includes(delimiter) === false;
      if (!isLine) return false;
      taker.take(cells);
      lineStart = blankEnd(text, rowEnd + 1);
      blanks += lineStart - rowEnd - 1;
      return true;
    });
    return lineStart === text.length ? { blanks, rest: '' } : splitExactly(text, delimiter, taker);
  };
};

/** Splits `text` character by character; what follows a closing quote belongs to its cell. */
export const splitExactly = (text: string, delimiter: string, taker: RowTaker): Leftover => {
  taker.begin();
  let blanks = 0;
  let pos = 0;
  while (pos < text.length) {
    const rowStart = pos;
    if (text.startsWith('\n', pos)) {
      blanks += 1;
      pos += 1;
      continue;
    }
    const row: string[] = [];
    let isRow = false;
    while (!isRow) {
      let cell = '';
      if (text.startsWith('"', pos)) {
        const [quoted, end] = unquoted(text, pos + 1);
        if (end === -1) return { blanks, rest: text.slice(rowStart) };
        cell = quoted;
        pos = end;
      }
      const end = endOfCell(text, delimiter, pos);
      row.push(cell + text.slice(pos, end));
      isRow = end >= text.length || text.startsWith('\n', end);
      pos = end + 1;
    }
    taker.take(row);
  }
  return { blanks, rest: '' };
};

/** The text of a quoted cell from behind its opening quote, and where it goes on; -1 when it is not closed. */
const unquoted = (text: string, from: number): readonly [cell: string, end: number] => {
  let cell = '';
  let pos = from;
  for (let quote = text.indexOf('"', pos); quote !== -1; quote = text.indexOf('"', pos)) {
    cell += text.slice(pos, quote);
    if (!text.startsWith('"', quote + 1)) return [cell, quote + 1];
    cell += '"';
    pos = quote + 2;
  }
  return ['', -1];
};

const endOfCell = (text: string, delimiter: string, from: number): number => {
  const line = text.indexOf('\n', from);
  const lineEnd = line === -1 ? text.length : line;
  const cell = text.indexOf(delimiter, from);
  return cell === -1 || cell > lineEnd ? lineEnd : cell;
};

const plainSchema = (width: number, delimiter: string): Schema => ({
  col: delimiter,
  row: '\n',
  encl: '',
  esc: '',
  trim: false,
  cols: Array.from({ length: width }, (_, i) => ({
    name: `${i}`,
    type: 's',
    repl: { empty: undefined, null: undefined, NaN: undefined },
  })),
});

/** Where the blank lines from `from` on end. */
const blankEnd = (text: string, from: number): number => {
  let end = from;
  while (text.charCodeAt(end) === NEWLINE) end += 1;
  return end;
};

const NEWLINE = 10;

const lengthOf = (cells: readonly string[]): number => {
  let length = 0;
  for (let i = 0; i < cells.length; i += 1) length += cells[i]?.length ?? 0;
  return length;
};
