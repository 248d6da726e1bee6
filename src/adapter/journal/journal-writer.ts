import { renameSync, statSync } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import type { Database, Statement } from 'better-sqlite3';
import { chained } from './chain.js';
import type { JournalRow, NewRow } from './journal-row.js';
import { type Head, headOf } from './head.js';
import { createJournal, openToWrite } from './open-journal.js';

/** The file is no longer in its folder: what is written to it reaches nobody. */
export class FileGone extends Error {
  override readonly name = 'FileGone';
}

/** Another process has added rows meanwhile: two sessions on one journal would tear its chain. */
export class JournalTaken extends Error {
  override readonly name = 'JournalTaken';
}

/** So many pages may wait in the `-wal` file before the writer brings them over itself: 64 MiB. */
const WAL_PAGES = 16_384;

/** The one writer of a journal. Rows are added at its end; nothing else ever changes but ticks that are dropped. */
export class JournalWriter {
  /** Characters of bodies that were added; nearly all of them are bytes. */
  bytes = 0;
  private head: Head;
  private readonly insert: Statement;
  private readonly moveHead: Statement;
  private readonly dropTicks: Statement;
  private readonly add: (rows: readonly NewRow[]) => Head;
  private readonly inode: number;
  private wal: Promise<FileHandle> | undefined;
  /** Writes so far, and how many of them are on the disk itself. */
  private writes = 0;
  private synced = 0;

  private constructor(
    readonly path: string,
    private readonly db: Database,
  ) {
    this.head = headOf(db);
    this.insert = db.prepare(INSERT);
    this.moveHead = db.prepare('update head set count = ?, hash = ?');
    this.dropTicks = db.prepare('update journal set body = null where n = ?');
    const add = db.transaction((rows: readonly NewRow[]) => this.addInTransaction(rows));
    this.add = (rows) => add.immediate(rows);
    this.inode = statSync(path).ino;
    db.pragma(`wal_autocheckpoint = ${WAL_PAGES}`);
  }

  /**
   * A new journal with `first` as its first row: whenever the process ends, it has that row or is not there. Throws
   * what SQLite says.
   */
  static create(path: string, first: NewRow): JournalWriter {
    const part = `${path}.part`;
    const writer = new JournalWriter(part, createJournal(part));
    try {
      writer.append([first], 'durable');
    } finally {
      writer.db.close();
    }
    renameSync(part, path);
    return JournalWriter.open(path);
  }

  /** The journal at `path`, to go on with. Throws as {@link openToWrite}. */
  static open(path: string): JournalWriter {
    return new JournalWriter(path, openToWrite(path));
  }

  /**
   * Adds `rows` in one transaction: all of them or, where it throws, none. `durable` are on the disk itself when it
   * returns, with all before them; `soon` survive the end of the process, and of the machine after {@link sync}.
   * Throws what SQLite says, {@link FileGone} and {@link JournalTaken}.
   */
  append(rows: readonly NewRow[], when: 'durable' | 'soon'): void {
    if (rows.length === 0 && (when === 'soon' || this.synced === this.writes)) return;
    this.requireThere();
    this.db.pragma(`synchronous = ${when === 'durable' ? 'full' : 'normal'}`);
    this.head = this.add(rows);
    for (const { body } of rows) this.bytes += body.length;
    this.writes += 1;
    if (when === 'durable') this.synced = this.writes;
  }

  /** Brings what was added to the disk itself, without holding anything up. */
  async sync(): Promise<void> {
    const { writes } = this;
    if (this.synced >= writes) return;
    // No lock of SQLite is on this file, so that a handle of our own takes none away.
    this.wal ??= open(`${this.path}-wal`, 'r');
    await (await this.wal).datasync();
    this.synced = Math.max(this.synced, writes);
  }

  /** Drops the body of a row of ticks that a Parquet segment holds. */
  drop(n: number): void {
    this.requireThere();
    this.db.pragma('synchronous = normal');
    this.dropTicks.run(n);
    this.writes += 1;
  }

  /** Rows of ticks of `segment` that still have their bodies. */
  undropped(segment: string): readonly number[] {
    return this.db
      .prepare<[string], number>(
        `select n from journal where segment = ? and kind = 'ticks' and body is not null order by n`,
      )
      .pluck()
      .all(segment);
  }

  /**
   * Ends the writing: free pages go back to the disk, and the journal becomes one plain file, without `-wal`, which
   * can be read where nothing can be written. Whether that works is no matter: the rows are there.
   */
  async close(): Promise<void> {
    await (await this.wal)?.close();
    try {
      this.db.exec('pragma incremental_vacuum');
      this.db.pragma('wal_checkpoint(truncate)');
      this.db.pragma('journal_mode = delete');
    } catch {
      // A full disk, or somebody who reads it right now.
    }
    this.db.close();
  }

  private addInTransaction(rows: readonly NewRow[]): Head {
    const there = headOf(this.db);
    let { count, hash } = this.head;
    if (there.count !== count || there.hash !== hash)
      throw new JournalTaken(`${this.path}: another process has written to this journal`);
    for (const row of rows) {
      const next = chained(row, count + 1, hash);
      this.insert.run(columnsOf(next));
      count = next.n;
      hash = next.hash;
    }
    this.moveHead.run(count, hash);
    return { count, hash };
  }

  private requireThere(): void {
    if (statSync(this.path, { throwIfNoEntry: false })?.ino !== this.inode)
      throw new FileGone(`${this.path} was removed`);
  }
}

const INSERT = `insert into journal
  (n, kind, seq, at, token, strategy, order_id, cause, segment, ticks, seqs, body_hash, hash, body)
  values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`;

const columnsOf = (row: JournalRow): readonly (string | number | null)[] => [
  row.n,
  row.kind,
  row.seq,
  row.at,
  row.token,
  row.strategy,
  row.orderId,
  row.cause,
  row.segment,
  row.ticks,
  row.seqs,
  row.bodyHash,
  row.hash,
  row.body,
];
