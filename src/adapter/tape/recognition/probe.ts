import { DataError, UsageError } from '../../../domain/failure.js';
import { type Columns, RowKind } from '../decode/columns.js';

/** What is learned from the first rows of a file, before the run. */
export interface Probe {
  /** Time of the first row that has one, epoch ms. */
  readonly firstAt: number;
  /** Smallest distance between two rows of one token that are not at the same time, ms; Infinity when none. */
  readonly spacingMs: number;
}

/** So many rows are looked at, however large the pieces in which the file is read. */
const PROBED_ROWS = 1_000;

/**
 * Looks at the first thousand rows. Rejects with a DataError when there are none or none has a time, and with
 * the UsageError of a row that a setting (zone, instrument) would mend.
 */
export const probe = async (path: string, chunks: AsyncGenerator<Columns>): Promise<Probe> => {
  let firstAt = NaN;
  let spacingMs = Infinity;
  let rows = 0;
  let reason: Error | undefined;
  const latestByToken = new Map<number, number>();
  for await (const { count, at, kind, token, refused } of chunks) {
    for (let i = 0; i < count && rows < PROBED_ROWS; i += 1) {
      const own = at[i] ?? NaN;
      const failure = refused.get(i);
      if (failure instanceof UsageError) throw failure;
      reason ??= failure;
      if (kind[i] === RowKind.Empty) continue;
      rows += 1;
      if (Number.isNaN(firstAt)) firstAt = own;
      if (kind[i] === RowKind.Refused) continue;
      const number = token[i] ?? -1;
      const distance = own - (latestByToken.get(number) ?? NaN);
      if (distance > 0 && distance < spacingMs) spacingMs = distance;
      latestByToken.set(number, own);
    }
    if (rows >= PROBED_ROWS) break;
  }
  if (rows === 0) throw new DataError(`${path}: no rows`);
  if (Number.isNaN(firstAt)) throw reason ?? new DataError(`${path}: no row has a time`);
  return { firstAt, spacingMs };
};
