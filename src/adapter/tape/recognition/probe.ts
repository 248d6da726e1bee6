import { DataError, UsageError } from '../../../domain/failure.js';
import { type Columns, RowKind } from '../decode/columns.js';

/** What is learned from the first rows of a file, before the run. */
export interface Probe {
  /** Time of the first row that has one, epoch ms. */
  readonly firstAt: number;
}

/**
 * Looks at the first rows. Throws a DataError when there are none or none has a time, and the UsageError of a
 * row that a setting (zone, instrument) would mend.
 */
export const probe = (name: string, { count, at, kind, refused }: Columns): Probe => {
  let firstAt = NaN;
  let rows = 0;
  let reason: Error | undefined;
  for (let i = 0; i < count; i += 1) {
    const failure = refused.get(i);
    if (failure instanceof UsageError) throw failure;
    reason ??= failure;
    if (kind[i] === RowKind.Empty) continue;
    rows += 1;
    if (Number.isNaN(firstAt)) firstAt = at[i] ?? NaN;
  }
  if (rows === 0) throw new DataError(`${name}: no rows`);
  if (Number.isNaN(firstAt)) throw reason ?? new DataError(`${name}: no row has a time`);
  return { firstAt };
};
