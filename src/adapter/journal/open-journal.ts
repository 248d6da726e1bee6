import { existsSync } from 'node:fs';
import SqliteDatabase, { type Database } from 'better-sqlite3';
import { DataError, isFailure, UsageError } from '../../domain/failure.js';
import { GENESIS } from './chain.js';
import { migrate, SCHEMA_VERSION, versionOf } from './migrations.js';

/** The file of a journal in the folder of its session. */
export const JOURNAL_FILE = 'journal.sqlite';

/** `rxtp` in ASCII: by it `file` and we know a journal from another SQLite file. */
export const APPLICATION_ID = 0x72787470;

/** So long a reader waits for a lock, ms; and a writer, which holds up the belt meanwhile. */
const READER_WAITS_MS = 2_000;
const WRITER_WAITS_MS = 50;

/** Makes a journal without a row, whose free pages can be given back to the disk. Throws what SQLite says. */
export const createJournal = (path: string): Database => {
  const db = new SqliteDatabase(path);
  try {
    db.pragma('auto_vacuum = incremental');
    db.pragma(`application_id = ${APPLICATION_ID}`);
    migrate(db);
    db.prepare('insert into head (only, count, hash) values (1, 0, ?)').run(GENESIS);
    return db;
  } catch (error) {
    db.close();
    throw error;
  }
};

/**
 * Opens the journal at `path` to read. Throws a UsageError where there is none, a DataError for a file that is no
 * journal, of a newer schema, or damaged.
 */
export const openToRead = (path: string): Database => {
  requireFile(path);
  return opened(path, true);
};

/** Opens the journal at `path` to go on with it, migrated to the newest schema. Throws as `openToRead`. */
export const openToWrite = (path: string): Database => {
  openToRead(path).close(); // before a byte of it is touched
  const db = opened(path, false);
  try {
    if (db.pragma('journal_mode = wal', { simple: true }) !== 'wal')
      throw new DataError(`${path}: the journal cannot be written`);
    migrate(db);
    return db;
  } catch (error) {
    db.close();
    throw readingError(path, error);
  }
};

/** Calls `work`; what SQLite says to a file that is not as it should be becomes a DataError that names it. */
export const reading = <A>(path: string, work: () => A): A => {
  try {
    return work();
  } catch (error) {
    throw readingError(path, error);
  }
};

const requireFile = (path: string): void => {
  if (!existsSync(path)) throw new UsageError(`no journal ${path}`);
};

const opened = (path: string, readonly: boolean): Database =>
  reading(path, () => {
    try {
      return checked(path, readonly);
    } catch (error) {
      if (!isTorn(error)) throw error;
      checked(path, false).close();
      return checked(path, readonly);
    }
  });

/** A process was killed while it changed the file itself; SQLite undoes that, where it may write. */
const isTorn = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === 'SQLITE_READONLY_ROLLBACK';

const checked = (path: string, readonly: boolean): Database => {
  const db = new SqliteDatabase(path, { readonly, timeout: readonly ? READER_WAITS_MS : WRITER_WAITS_MS });
  try {
    requireJournal(path, db);
    return db;
  } catch (error) {
    db.close();
    throw error;
  }
};

const requireJournal = (path: string, db: Database): void => {
  if (Number(db.pragma('application_id', { simple: true })) !== APPLICATION_ID)
    throw new DataError(`${path}: is no journal of rxtape`);
  const version = versionOf(db);
  if (version > SCHEMA_VERSION)
    throw new DataError(
      `${path}: a journal of schema ${version}, and this rxtape knows ${SCHEMA_VERSION} and older; ` +
        'a newer rxtape has written it and reads it; nothing was changed',
    );
};

const readingError = (path: string, error: unknown): unknown => {
  if (isFailure(error) || !(error instanceof Error)) return error;
  const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
  if (code === 'SQLITE_NOTADB') return new DataError(`${path}: is no SQLite file, so no journal`);
  if (code.startsWith('SQLITE_CORRUPT') || code === 'SQLITE_ERROR')
    return new DataError(`${path}: the journal is damaged: ${error.message}`, { cause: error });
  if (code.startsWith('SQLITE_READONLY'))
    return new DataError(`${path}: the journal cannot be written: it is read-only`, { cause: error });
  if (code.startsWith('SQLITE_'))
    return new DataError(`${path}: the journal cannot be read: ${error.message} (${code})`, { cause: error });
  return error;
};
