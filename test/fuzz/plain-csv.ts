/** A table as a file states it, read plainly: cells of text, or the values of Parquet. */
export interface PlainTable {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly unknown[])[];
}

/**
 * The cells of a CSV text by RFC 4180, character by character: a quote counts only at a cell's start, what
 * follows a closing quote belongs to its cell. The delimiter is that of `,`, tab and `;` by which its header has the
 * most of `names`; lines that begin with `#` before the header are comments.
 * Undefined where a quote is not closed.
 */
export const plainCsv = (bytes: Buffer, names: readonly string[]): PlainTable | undefined => {
  const text = bytes
    .toString('utf8')
    .replace(/^\uFEFF/, '')
    .replaceAll(/\r+\n/g, '\n')
    .replace(/\r+$/, '')
    .replace(/^(?:(?:#[^\n]*)?\n)*/, '');
  const header = text.slice(0, text.indexOf('\n') + 1 || text.length);
  const namesIn = (candidate: string): number =>
    header.split(candidate).filter((cell) => names.includes(cell.replaceAll('"', '').trim())).length;
  const [delimiter = ','] = [',', '\t', ';'].sort((a, b) => namesIn(b) - namesIn(a));
  const rows: string[][] = [];
  let row: string[] = [];
  let cell = '';
  let state: 'start' | 'plain' | 'quoted' = 'start';
  const endCell = (): void => {
    row.push(cell);
    cell = '';
    state = 'start';
  };
  const endRow = (): void => {
    endCell();
    if (row.length > 1 || row[0] !== '') rows.push(row);
    row = [];
  };
  for (let i = 0; i < text.length; i += 1) {
    const character = text.charAt(i);
    if (state === 'quoted') {
      if (character !== '"') cell += character;
      else if (text.charAt(i + 1) === '"') {
        cell += '"';
        i += 1;
      } else state = 'plain';
    } else if (character === '"' && state === 'start') state = 'quoted';
    else if (character === delimiter) endCell();
    else if (character === '\n') endRow();
    else {
      cell += character;
      state = 'plain';
    }
  }
  if (state === 'quoted') return undefined;
  if (cell !== '' || row.length > 0) endRow();
  const [columns = [], ...body] = rows;
  return { columns: columns.map((name) => name.trim()), rows: body };
};
