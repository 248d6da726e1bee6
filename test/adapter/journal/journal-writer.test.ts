import {
  chmodSync,
  copyFileSync,
  readdirSync,
  readFileSync,
  renameSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { basename, dirname } from 'node:path';
import SqliteDatabase from 'better-sqlite3';
import { expect } from 'chai';
import { checkpoint } from '../../../src/adapter/journal/checkpoint.js';
import { JournalReader } from '../../../src/adapter/journal/journal-reader.js';
import { newRow } from '../../../src/adapter/journal/journal-row.js';
import { FileGone, JournalTaken, JournalWriter } from '../../../src/adapter/journal/journal-writer.js';
import { MIGRATIONS, migrate, SCHEMA_VERSION, versionOf } from '../../../src/adapter/journal/migrations.js';
import { verifyChain } from '../../../src/adapter/journal/verify-chain.js';
import { DataError, UsageError } from '../../../src/domain/failure.js';
import { tamper } from './forge.js';
import { FIRST, journalOf, journals, readJournal } from './journals.js';

/** A user that owns nothing. */
const NOBODY = 65_534;

const decision = (body: string): ReturnType<typeof newRow> => newRow('Decision', body);
const bodies = (at: string): readonly (string | null)[] =>
  readJournal(at, (journal) => [...journal.rows()].map(({ body }) => body));

describe('JournalWriter', () => {
  const { path } = journals();

  it('adds rows to one chain, also where it goes on with a journal, and leaves one plain file', async () => {
    const at = path('plain');
    const writer = JournalWriter.create(at, FIRST);
    writer.append([decision('a'), decision('b')], 'soon');
    writer.append([decision('c')], 'durable');
    expect(bodies(at)).to.have.length(4); // while it is being written
    await writer.close();
    const again = JournalWriter.open(at);
    again.append([decision('d')], 'soon');
    await again.close();

    expect(bodies(at)).to.deep.equal([FIRST.body, 'a', 'b', 'c', 'd']);
    expect(readJournal(at, verifyChain)).to.equal(undefined);
    expect(readdirSync(dirname(at)).filter((name) => name.startsWith(basename(at)))).to.deep.equal(['plain']);
  });

  it('gives the space of ticks that were dropped back to the disk', async () => {
    const at = path('dropped');
    const writer = JournalWriter.create(at, FIRST);
    writer.append([newRow('ticks', 'x'.repeat(1_000_000), { segment: 'one', ticks: 1 })], 'soon');
    expect(writer.undropped('one')).to.deep.equal([2]);
    writer.drop(2);
    expect(writer.undropped('one')).to.be.empty;
    await writer.close();

    expect(statSync(at).size).to.be.lessThan(100_000);
  });

  it('goes on while another thread brings what it added over', async () => {
    const at = path('checkpoint');
    const writer = JournalWriter.create(at, FIRST);
    writer.append([decision('x'.repeat(500_000))], 'soon');
    expect(checkpoint(at)).to.equal(true);
    expect(statSync(at).size).to.be.greaterThan(500_000);
    writer.append([decision('b')], 'soon');
    await writer.close();

    expect(bodies(at).at(-1)).to.equal('b');
    expect(readJournal(at, verifyChain)).to.equal(undefined);
  });

  it('refuses to add to a journal that another has added to, and the chain holds', async () => {
    const at = path('two');
    const first = JournalWriter.create(at, FIRST);
    const second = JournalWriter.open(at);
    second.append([decision('of the second')], 'soon');

    expect(() => first.append([decision('of the first')], 'soon')).to.throw(JournalTaken);
    await first.close();
    await second.close();
    expect(bodies(at)).to.deep.equal([FIRST.body, 'of the second']);
    expect(readJournal(at, verifyChain)).to.equal(undefined);
  });

  it('waits for no lock for ever: what cannot be added is not there, and can be added later', async () => {
    const at = path('locked');
    const writer = JournalWriter.create(at, FIRST);
    const other = new SqliteDatabase(at);
    other.exec('begin immediate');
    expect(() => writer.append([decision('a')], 'soon')).to.throw('database is locked');
    other.exec('rollback');
    other.close();
    writer.append([decision('a')], 'soon');
    await writer.close();

    expect(bodies(at)).to.deep.equal([FIRST.body, 'a']);
  });

  it('says that its file is gone, or is another', async () => {
    const at = path('gone');
    const writer = JournalWriter.create(at, FIRST);
    renameSync(at, path('elsewhere'));
    expect(() => writer.append([decision('a')], 'soon')).to.throw(FileGone);
    writeFileSync(at, '');
    expect(() => writer.append([decision('a')], 'durable')).to.throw(FileGone);
    await writer.close();
  });
});

describe('a journal that is not as it should be', () => {
  const { path } = journals();

  /** Each of these leaves the file as it is, byte for byte. */
  const refusals = (at: string, kind: new () => Error, problem: RegExp): void => {
    const before = readFileSync(at);
    for (const open of [JournalReader.open.bind(JournalReader), JournalWriter.open.bind(JournalWriter)])
      expect(() => open(at)).to.throw(kind, problem);
    expect(readFileSync(at).equals(before)).to.equal(true);
  };

  it('is refused where a newer rxtape has written it', async () => {
    const at = path('newer');
    await journalOf(at, []);
    tamper(at, (db) => db.pragma('user_version = 99'));

    refusals(at, DataError, /a journal of schema 99, and this rxtape knows \d+ and older/);
  });

  it('is refused where it is no SQLite file, another one, or an empty one', () => {
    const [noise, other, empty] = [path('noise'), path('other'), path('empty')];
    writeFileSync(noise, 'entries: none\n'.repeat(1_000));
    tamper(other, (db) => db.exec('create table t (a)'));
    writeFileSync(empty, '');

    refusals(noise, DataError, /noise: is no SQLite file/);
    refusals(other, DataError, /other: is no journal of rxtape/);
    refusals(empty, DataError, /empty: is no journal of rxtape/);
    expect(() => JournalReader.open(path('none'))).to.throw(UsageError, /no journal .*none/);
  });

  it('is refused by a writer where it cannot be written, and can be read', async () => {
    const at = path('read-only');
    await journalOf(at, [decision('a')]);
    chmodSync(dirname(at), 0o555);
    chmodSync(at, 0o444);
    const isRoot = process.getuid?.() === 0;
    if (isRoot) process.seteuid?.(NOBODY); // root may write all
    try {
      expect(() => JournalWriter.open(at)).to.throw(DataError, /read-only.*cannot be written/);
      expect(bodies(at)).to.deep.equal([FIRST.body, 'a']);
    } finally {
      if (isRoot) process.seteuid?.(0);
      chmodSync(dirname(at), 0o755);
    }
  });

  it('is as it was before a change to the file itself in which the process was killed', async () => {
    const at = path('torn');
    await journalOf(
      path('whole'),
      Array.from({ length: 100 }, (_, i) => decision(`${i} ${'x'.repeat(4_000)}`)),
    );
    tamper(path('whole'), (db) => {
      db.pragma('cache_size = 2');
      db.exec('begin immediate; update journal set body = null');
      copyFileSync(path('whole'), at);
      copyFileSync(`${path('whole')}-journal`, `${at}-journal`);
      db.exec('rollback');
    });

    expect(readFileSync(at).equals(readFileSync(path('whole')))).to.equal(false);
    expect(bodies(at)).to.deep.equal(bodies(path('whole')));
    expect(readJournal(at, verifyChain)).to.equal(undefined);
  });

  it('is named as damaged where a page of it is, or its end is missing', async () => {
    const rows = Array.from({ length: 200 }, (_, i) => decision(`${i} `.repeat(200)));
    const [noise, cut] = [path('damaged'), path('torn')];
    await journalOf(noise, rows);
    await journalOf(cut, rows);
    const bytes = readFileSync(noise);
    bytes.fill(0x55, 4096 * 6, 4096 * 30);
    writeFileSync(noise, bytes);
    truncateSync(cut, 4096 * 20);

    for (const at of [noise, cut])
      expect(() => readJournal(at, verifyChain)).to.throw(DataError, /the journal is damaged/);
  });
});

describe('migrate', () => {
  it('takes each step once, from the version that the file has, and a step that fails leaves nothing', () => {
    const db = new SqliteDatabase(':memory:');
    migrate(db);
    expect(versionOf(db)).to.equal(SCHEMA_VERSION);
    const newer = [...MIGRATIONS, 'alter table journal add column note text'];
    migrate(db, newer);
    migrate(db, newer);
    expect(versionOf(db)).to.equal(SCHEMA_VERSION + 1);
    expect(() => migrate(db, [...newer, 'create table a (b); select a from none'])).to.throw('no such table');
    expect(versionOf(db)).to.equal(SCHEMA_VERSION + 1);
    expect(db.prepare(`select count(*) from sqlite_schema where name = 'a'`).pluck().get()).to.equal(0);
    db.close();
  });
});
