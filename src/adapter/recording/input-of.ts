import * as E from 'fp-ts/lib/Either.js';
import { decodeInput, type JournalInput } from '../../codec/recording/input-text.js';
import { DataError } from '../../domain/failure.js';
import type { JournalRow } from '../journal/journal-row.js';
import { jsonOf } from './json-of.js';

/** The input that a row of the journal at `path` holds. Throws a DataError for one that holds none. */
export const inputOf = (path: string, { n, body }: JournalRow): JournalInput => {
  const decoded = decodeInput(jsonOf(body ?? ''));
  if (E.isLeft(decoded)) throw new DataError(`${path} row ${n}: no input: ${decoded.left[0] ?? ''}`);
  return decoded.right;
};
