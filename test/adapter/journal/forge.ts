import SqliteDatabase, { type Database } from 'better-sqlite3';
import { GENESIS, rowHash, sha256 } from '../../../src/adapter/journal/chain.js';
import type { JournalRow } from '../../../src/adapter/journal/journal-row.js';

/** Changes a journal behind its back, with plain SQL. */
export const tamper = <A>(path: string, how: (db: Database) => A): A => {
  const db = new SqliteDatabase(path);
  try {
    return how(db);
  } finally {
    db.close();
  }
};

/** As `tamper`, all in one and without waiting for the disk. */
export const quickly = <A>(path: string, how: (db: Database) => A): A =>
  tamper(path, (db) => {
    db.pragma('synchronous = off');
    return db.transaction(() => how(db))();
  });

/**
 * Changes a journal and counts numbers, sums and head anew, so that its chain holds: what is found then is not
 * found by the chain.
 */
export const forge = (path: string, how: (db: Database) => void): void => {
  quickly(path, (db) => {
    how(db);
    const rows = db
      .prepare<[], JournalRow>(
        `select n, kind, seq, at, token, strategy, order_id as orderId, cause, segment, ticks, seqs,
           body_hash as bodyHash, hash, body from journal order by n`,
      )
      .all();
    const change = db.prepare('update journal set n = ?, body_hash = ?, hash = ? where n = ?');
    let hash = GENESIS;
    rows.forEach((row, i) => {
      const next = { ...row, n: i + 1, bodyHash: row.body === null ? row.bodyHash : sha256(row.body) };
      hash = rowHash(hash, next);
      change.run(next.n, next.bodyHash, hash, row.n);
    });
    db.prepare('update head set count = ?, hash = ?').run(rows.length, hash);
  });
};

/** Changes the text of the first row that `like` is found in, `how` being shown its body. */
export const changeBody =
  (kind: string, like: string, how: (body: string) => string) =>
  (db: Database): void => {
    const row = db
      .prepare<[string, string], { n: number; body: string }>(
        'select n, body from journal where kind = ? and instr(body, ?) > 0 order by n limit 1',
      )
      .get(kind, like);
    if (row === undefined) throw new Error(`no row ${kind} with ${like}`);
    const body = how(row.body);
    if (body === row.body) throw new Error(`row ${row.n} is unchanged`);
    db.prepare('update journal set body = ? where n = ?').run(body, row.n);
  };
