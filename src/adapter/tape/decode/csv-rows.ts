/** Who takes the rows of a text. */
export interface RowTaker {
  /** A text begins. */
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

/**
 * Splits whole lines into rows, RFC 4180, character by character; what follows a closing quote belongs to its
 * cell.
 */
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
