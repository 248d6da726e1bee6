import { type GivenOptions, openFiles } from '../../src/adapter/tape/open-files.js';
import type { OpenedFile } from '../../src/adapter/tape/opened-file.js';
import { type Columns, RowKind } from '../../src/adapter/tape/decode/columns.js';
import { isNumberField, isTapeField, unitOf } from '../../src/codec/tape-field.js';
import { type ContractName, contractText } from '../../src/domain/contract.js';
import { tokenOf } from '../../src/domain/token.js';
import type { WantedRow } from './oracle/wanted-row.js';

/** What the product makes of some files, before anything is played. */
export interface FilesRead {
  /** By file: what it says it has recognised. */
  readonly mappings: Readonly<Record<string, string>>;
  readonly rows: readonly WantedRow[];
  /** Rows that it passed over as blank or empty, and those that it refused. */
  readonly empty: number;
  readonly refused: readonly string[];
}

/**
 * Reads files through the product, to `fields` of their normalised columns. `of` is what `nameOf` makes of the
 * names that a row or its file tells; prices are whole ten-thousandths, and stay as they are where they are not
 * the double nearest to one.
 */
export const rowsRead = async (
  options: GivenOptions,
  fields: readonly string[],
  nameOf: (named: ContractName) => string = contractText,
): Promise<FilesRead> => {
  const names: string[] = [];
  const numbers = new Map<string, number>();
  const resolveSymbol = (named: ContractName): ReturnType<typeof tokenOf> => {
    const name = nameOf(named);
    const number = numbers.get(name) ?? names.push(name);
    numbers.set(name, number);
    return tokenOf('NFO', String(number));
  };
  const files = await openFiles({ resolveSymbol, ...options });
  const read: { rows: WantedRow[]; empty: number; refused: string[] } = { rows: [], empty: 0, refused: [] };
  for (const file of files) {
    for await (const columns of file.columns(file.probe.firstAt)) {
      read.empty += columns.blanks;
      for (let i = 0; i < columns.count; i += 1) {
        if (columns.kind[i] === RowKind.Empty) read.empty += 1;
        else if (columns.kind[i] === RowKind.Refused)
          read.refused.push(columns.refused.get(i)?.message ?? '');
        else read.rows.push(rowAt(columns, i, fields, names));
      }
    }
  }
  return { ...read, mappings: Object.fromEntries(files.map(mappingOf)) };
};

const mappingOf = ({ file }: OpenedFile): [string, string] => [file.path, file.mapping];

const rowAt = (
  columns: Columns,
  i: number,
  fields: readonly string[],
  names: readonly string[],
): WantedRow => {
  const token = columns.tokens[columns.token[i] ?? -1] ?? '';
  const row: Record<string, number | string | undefined> = {
    of: names[Number(token.split('|')[1]) - 1] ?? token,
    at: columns.at[i],
  };
  for (const field of fields) {
    if (!isTapeField(field) || !isNumberField(field)) throw new Error(`no number of a row: ${field}`);
    const value = columns.numbers[field][i] ?? NaN;
    row[field] = Number.isNaN(value)
      ? undefined
      : unitOf(field) === 'price'
        ? tenThousandthsOf(value)
        : value;
  }
  return row as unknown as WantedRow;
};

const tenThousandthsOf = (price: number): number => {
  const whole = Math.round(price * 10_000);
  return whole / 10_000 === price ? whole : price * 10_000;
};
