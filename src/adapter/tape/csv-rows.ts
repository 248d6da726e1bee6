import { initParser, type Schema } from 'udsv';

/** Rows of cells out of some text. */
export interface CsvRows {
  /** Cells as they are in the text: a row may have fewer or more than the header. */
  readonly rows: readonly (readonly string[])[];
  /** Blank lines between them. */
  readonly blanks: number;
  /** The end of the text from inside a quoted cell that is not closed yet; '' when there is none. */
  readonly rest: string;
}

export type RowSplitter = (text: string) => CsvRows;

/**
 * Splits whole lines into rows of `width` cells, RFC 4180.
 *
 * udsv does the plain text: twice as fast as anything simple, but it takes a row with too few cells on into
 * the next line (and, at the end of its text, back to the start). So its rows count only when they are as
 * many as the lines and none has a delimiter left in its last cell; any other text, and text with a quote, is
 * split again by {@link splitExactly}. Which of the two did it cannot be seen in the rows.
 */
export const rowSplitter = (width: number, delimiter: string): RowSplitter => {
  const schema: Schema = plainSchema(width, delimiter);
  return (text) => {
    if (text.includes('"')) return splitExactly(text, delimiter);
    const blanks = blankLines(text);
    const lines = newlines(text) - blanks;
    const rows: string[][] = [];
    let isPlain = true;
    initParser(schema).stringArrs(text, (row) => {
      rows.push(row);
      isPlain = rows.length <= lines && !(row[width - 1] ?? '').includes(delimiter);
      return isPlain;
    });
    return isPlain && rows.length === lines ? { rows, blanks, rest: '' } : splitExactly(text, delimiter);
  };
};

/** Splits `text` character by character; what follows a closing quote belongs to its cell. */
export const splitExactly = (text: string, delimiter: string): CsvRows => {
  const rows: string[][] = [];
  let blanks = 0;
  let rowStart = 0;
  let pos = 0;
  while (pos < text.length) {
    rowStart = pos;
    if (text.startsWith('\n', pos)) {
      blanks += 1;
      pos += 1;
      continue;
    }
    const row: string[] = [];
    for (;;) {
      let cell = '';
      if (text.startsWith('"', pos)) {
        const [quoted, end] = unquoted(text, pos + 1);
        if (end === -1) return { rows, blanks, rest: text.slice(rowStart) };
        cell = quoted;
        pos = end;
      }
      const end = endOfCell(text, delimiter, pos);
      row.push(cell + text.slice(pos, end));
      pos = end + 1;
      if (end >= text.length || text.startsWith('\n', end)) break;
    }
    rows.push(row);
  }
  return { rows, blanks, rest: '' };
};

/** The text of a quoted cell from behind its opening quote, and where it goes on; -1 when it is not closed. */
const unquoted = (text: string, from: number): readonly [cell: string, end: number] => {
  let cell = '';
  let pos = from;
  for (;;) {
    const quote = text.indexOf('"', pos);
    if (quote === -1) return ['', -1];
    cell += text.slice(pos, quote);
    if (!text.startsWith('"', quote + 1)) return [cell, quote + 1];
    cell += '"';
    pos = quote + 2;
  }
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

const newlines = (text: string): number => {
  let count = 0;
  for (let pos = text.indexOf('\n'); pos !== -1; pos = text.indexOf('\n', pos + 1)) count += 1;
  return count;
};

const blankLines = (text: string): number => {
  let count = text.startsWith('\n') ? 1 : 0;
  for (let pos = text.indexOf('\n\n'); pos !== -1; pos = text.indexOf('\n\n', pos + 1)) count += 1;
  return count;
};
