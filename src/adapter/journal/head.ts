import type { Database } from 'better-sqlite3';
import { DataError } from '../../domain/failure.js';

/** How long a journal's chain is, and the hash of its last row: rows that were cut from its end are missed by it. */
export interface Head {
  readonly count: number;
  readonly hash: string;
}

/** Throws a DataError where the table has been emptied. */
export const headOf = (db: Database): Head => {
  const head = db.prepare<[], Head>('select count, hash from head').get();
  if (head === undefined) throw new DataError(`${db.name}: the journal is damaged: it has no head`);
  return head;
};
