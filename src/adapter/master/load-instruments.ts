import { readFile } from 'node:fs/promises';
import * as E from 'fp-ts/lib/Either.js';
import {
  columnsOf,
  decodeInstrument,
  isPlaceholder,
  REQUIRED_COLUMNS,
} from '../../codec/instrument-master.js';
import { DataError, UsageError } from '../../domain/failure.js';
import type { Instrument } from '../../domain/instrument.js';
import { type InstrumentBook, instrumentBook } from '../../domain/instrument-book.js';

/** The book of instruments, and what it was read from. */
export interface LoadedInstruments extends InstrumentBook {
  /** Rows without a token or symbol, which the masters keep for nothing. */
  readonly placeholders: number;
}

/**
 * The instruments of the master files at `paths`: Shoonya's `NSE_symbols.txt` and its like, unpacked, or
 * Flattrade's CSV files. Rejects with a UsageError for a file that cannot be opened, and with a DataError
 * for one that is no master or has a bad cell: file, row (the header is row 1), column, value and what
 * was expected.
 */
export const loadInstruments = async (paths: readonly string[]): Promise<LoadedInstruments> => {
  const masters = await Promise.all(paths.map(async (path) => parseMaster(path, await textOf(path))));
  return {
    ...instrumentBook(masters.flatMap((master) => master.instruments)),
    placeholders: masters.reduce((sum, master) => sum + master.placeholders, 0),
  };
};

/** The instruments of a master that is `text`; `name` is what errors call it. Throws as {@link loadInstruments} rejects. */
export const instrumentsOf = (name: string, text: string): InstrumentBook =>
  instrumentBook(parseMaster(name, text).instruments);

const textOf = async (path: string): Promise<string> => {
  const bytes = await readFile(path).catch((error: unknown) => {
    throw new UsageError(`cannot read the instrument master ${path}: ${reasonOf(error)}`, { cause: error });
  });
  if (bytes.subarray(0, 2).toString('latin1') === 'PK')
    throw new DataError(`${path} is a zip archive; unpack it and name the text file in it`);
  return bytes.toString('utf8'); // a byte order mark goes when the header's cells are trimmed
};

const REASONS: Partial<Record<string, string>> = {
  ENOENT: 'there is no such file',
  EISDIR: 'it is a folder, name the file in it',
  EACCES: 'permission denied',
};

const reasonOf = (error: unknown): string => {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  return REASONS[code] ?? (error instanceof Error ? error.message : String(error));
};

interface Master {
  readonly instruments: readonly Instrument[];
  readonly placeholders: number;
}

/**
 * The masters quote nothing and end some rows without the header's last comma. A CSV parser that counts
 * columns joins such a row to the next, so a row is a line here, and a cell what stands between its commas.
 */
const parseMaster = (path: string, text: string): Master => {
  const [headerLine = '', ...lines] = text.split(/\r\n|\n|\r/);
  if (text.trim() === '') throw new DataError(`${path} is empty; expected an instrument master`);
  const header = headerLine.split(',');
  const columns = columnsOf(header);
  if (E.isLeft(columns))
    throw new DataError(
      `${path} is no instrument master: found the columns ${header.filter(isNamed).join(', ')}; ` +
        `needed ${REQUIRED_COLUMNS.join(', ')}; missing ${columns.left.join(', ')}`,
    );

  const named = header.filter(isNamed).length;
  const instruments: Instrument[] = [];
  let placeholders = 0;
  for (const [index, line] of lines.entries()) {
    if (line.trim() === '') continue;
    const cells = line.split(',');
    const row = index + 2; // lines are counted from 1, and the header is the first
    if (cells.length < named || cells.slice(header.length).some(isNamed))
      throw new DataError(
        `${path} row ${row}: ${cells.length} cells, expected ${named} as in the header: ${line}`,
      );
    if (isPlaceholder(columns.right, cells)) {
      placeholders++;
      continue;
    }
    const decoded = decodeInstrument(columns.right, cells);
    if (E.isLeft(decoded))
      throw new DataError(
        decoded.left
          .map(
            ({ column, value, expected }) =>
              `${path} row ${row} column ${column}: '${value}', expected ${expected}`,
          )
          .join('\n'),
      );
    instruments.push(decoded.right);
  }
  return { instruments, placeholders };
};

const isNamed = (cell: string): boolean => cell.trim() !== '';
