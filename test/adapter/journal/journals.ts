import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chained, GENESIS } from '../../../src/adapter/journal/chain.js';
import { JournalReader } from '../../../src/adapter/journal/journal-reader.js';
import { newRow, type NewRow, ROW } from '../../../src/adapter/journal/journal-row.js';
import { JournalWriter } from '../../../src/adapter/journal/journal-writer.js';
import { quickly } from './forge.js';

/** A folder for the journals of one `describe`, gone afterwards. */
export const journals = (): { readonly path: (name: string) => string } => {
  let root = '';
  before(() => {
    root = mkdtempSync(join(tmpdir(), 'journal-'));
  });
  after(() => {
    rmSync(root, { recursive: true, force: true });
  });
  return { path: (name) => join(root, name) };
};

export const FIRST = newRow(ROW.session, '{"name":"a test"}');

/** A journal at `path` with `rows` behind the first. */
export const journalOf = async (path: string, rows: readonly NewRow[]): Promise<void> => {
  const writer = JournalWriter.create(path, FIRST);
  writer.append(rows, 'soon');
  await writer.close();
};

/** What `read` makes of the journal at `path`. */
export const readJournal = <A>(path: string, read: (journal: JournalReader) => A): A => {
  const journal = JournalReader.open(path);
  try {
    return read(journal);
  } finally {
    journal.close();
  }
};

/** As `journalOf`, by plain SQL and without waiting for the disk: many a second. `empty` is one with the first row only. */
export const quickJournalOf = (path: string, empty: string, rows: readonly NewRow[]): void => {
  copyFileSync(empty, path);
  quickly(path, (db) => {
    const insert = db.prepare(
      `insert into journal (n, kind, seq, at, token, strategy, order_id, cause, segment, ticks, seqs, body_hash, hash, body)
       values (@n, @kind, @seq, @at, @token, @strategy, @orderId, @cause, @segment, @ticks, @seqs, @bodyHash, @hash, @body)`,
    );
    let last = chained(FIRST, 1, GENESIS);
    for (const row of rows) {
      last = chained(row, last.n + 1, last.hash);
      insert.run(last);
    }
    db.prepare('update head set count = ?, hash = ?').run(last.n, last.hash);
  });
};
