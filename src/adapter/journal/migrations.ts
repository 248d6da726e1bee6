import type { Database } from 'better-sqlite3';

/**
 * The steps from one version of the schema to the next: the first makes version 1 of an empty file. A step that
 * was released is never changed; a change of the schema is a further step.
 */
export const MIGRATIONS: readonly string[] = [
  `create table journal (
     n integer primary key,
     kind text not null,
     seq integer,
     at integer,
     token text,
     strategy text,
     order_id text,
     cause integer,
     segment text,
     ticks integer,
     seqs text,
     body_hash text not null,
     hash text not null,
     body text
   ) strict;
   create index journal_seq on journal (seq) where seq is not null;
   create index journal_order on journal (order_id) where order_id is not null;
   create index journal_segment on journal (segment) where segment is not null;
   create table head (
     only integer primary key check (only = 1),
     count integer not null,
     hash text not null
   ) strict;`,
];

/** The version of the schema that this rxtape writes. */
export const SCHEMA_VERSION = MIGRATIONS.length;

/** Brings a file from its version to the newest, each step whole or not at all. */
export const migrate = (db: Database, migrations: readonly string[] = MIGRATIONS): void => {
  const from = versionOf(db);
  for (const [i, step] of migrations.entries()) {
    if (i < from) continue;
    db.transaction(() => {
      db.exec(step);
      db.pragma(`user_version = ${i + 1}`);
    }).immediate();
  }
};

/** The version of the schema of a file; 0 of an empty one. */
export const versionOf = (db: Database): number => Number(db.pragma('user_version', { simple: true }));
