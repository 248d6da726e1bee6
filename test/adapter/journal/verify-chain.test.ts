import { copyFileSync, rmSync } from 'node:fs';
import type { Database } from 'better-sqlite3';
import { expect } from 'chai';
import fc from 'fast-check';
import { newRow, type NewRow } from '../../../src/adapter/journal/journal-row.js';
import { JournalWriter } from '../../../src/adapter/journal/journal-writer.js';
import { type ChainFault, verifyChain } from '../../../src/adapter/journal/verify-chain.js';
import { epochMs } from '../../../src/domain/time.js';
import { journalOf, journals, quickJournalOf, readJournal } from './journals.js';
import { quickly, tamper } from './forge.js';

const text = fc.string({ unit: 'grapheme', maxLength: 12 });
const count = fc.nat({ max: Number.MAX_SAFE_INTEGER });
const maybe = <A>(of: fc.Arbitrary<A>): fc.Arbitrary<A | null> => fc.option(of);

const row: fc.Arbitrary<NewRow> = fc
  .record({
    kind: fc.constantFrom('Decision', 'OrderSent', 'input', 'through'),
    seq: maybe(count),
    at: maybe(count.map(epochMs)),
    token: maybe(text),
    strategy: maybe(text),
    orderId: maybe(text),
    cause: maybe(count),
    body: text,
  })
  .map(({ kind, body, ...said }) => newRow(kind, body, said));

/** Columns that a hand can change, and whether they hold numbers. */
const COLUMNS = {
  kind: false, seq: true, at: true, token: false, strategy: false, order_id: false, cause: true,
  segment: false, ticks: true, seqs: false, body_hash: false, hash: false, body: false,
} as const; // prettier-ignore
const column = fc.constantFrom(...(Object.keys(COLUMNS) as (keyof typeof COLUMNS)[]));

describe('verifyChain', () => {
  const { path } = journals();
  let run = 0;
  before(() => journalOf(path('empty'), []));

  const verified = (at: string): ChainFault | undefined => readJournal(at, verifyChain);

  /** Holds a copy of a journal of `rows` against `how` it is tampered with; nothing where that changes nothing. */
  const found = (
    rows: readonly NewRow[],
    how: (db: Database) => boolean,
  ): ChainFault | 'whole' | 'unchanged' => {
    run += 1;
    const at = path(`any-${run}`);
    quickJournalOf(at, path('empty'), rows);
    expect(verified(at)).to.equal(undefined);
    const isChanged = quickly(at, how);
    const fault = verified(at) ?? 'whole';
    rmSync(at);
    return isChanged ? fault : 'unchanged';
  };

  const rowsAndPlace = fc
    .array(row, { minLength: 1, maxLength: 8 })
    .chain((rows) => fc.tuple(fc.constant(rows), fc.integer({ min: 1, max: rows.length + 1 })));

  it('finds any one value that was edited, and names its row', () => {
    fc.assert(
      fc.property(
        rowsAndPlace,
        column,
        text,
        count,
        fc.boolean(),
        ([rows, n], name, said, number, isNull) => {
          const value = isNull ? null : COLUMNS[name] ? number : said;
          const fault = found(rows, (db) => {
            const get = db.prepare<[number], unknown>(`select ${name} from journal where n = ?`).pluck();
            const before = get.get(n);
            if (before === value || (value === null && /kind|hash/.test(name))) return false;
            db.prepare(`update journal set ${name} = ? where n = ?`).run(value, n);
            return true;
          });
          if (fault !== 'unchanged') expect(fault).to.include({ row: n });
        },
      ),
      { numRuns: 150 },
    );
  });

  it('finds any row that was deleted, the last ones too', () => {
    fc.assert(
      fc.property(rowsAndPlace, ([rows, n]) => {
        const fault = found(rows, (db) => {
          db.prepare('delete from journal where n = ?').run(n);
          return true;
        });
        expect(fault).to.include({ row: n }).and.have.property('what').that.contains('is missing');
      }),
      { numRuns: 40 },
    );
  });

  it('finds a row that was deleted, those behind it moved up', () => {
    fc.assert(
      fc.property(rowsAndPlace, ([rows, n]) => {
        const fault = found(rows, (db) => {
          db.prepare('delete from journal where n = ?').run(n);
          db.prepare('update journal set n = -n where n > ?').run(n);
          db.prepare('update journal set n = -n - 1 where n < 0').run();
          return true;
        });
        expect(fault).to.include({ row: n });
      }),
      { numRuns: 40 },
    );
  });

  it('finds a row that was put in, those behind it moved down', () => {
    fc.assert(
      fc.property(rowsAndPlace, fc.boolean(), ([rows, n], isCopy) => {
        const fault = found(rows, (db) => {
          db.prepare('update journal set n = -n where n >= ?').run(n);
          db.prepare('update journal set n = 1 - n where n < 0').run();
          db.prepare(
            `insert into journal select ?, kind, seq, at, token, strategy, order_id, cause, segment, ticks, seqs,
               body_hash, hash, ${isCopy ? 'body' : "body || 'x'"} from journal where n = ?`,
          ).run(n, n + 1);
          return true;
        });
        expect(fault).to.include({ row: isCopy ? n + 1 : n }); // a copy before its original is the original
      }),
      { numRuns: 40 },
    );
  });

  it('finds two rows that were swapped', () => {
    fc.assert(
      fc.property(rowsAndPlace, fc.nat(8), ([rows, n], other) => {
        const m = (other % (rows.length + 1)) + 1;
        const fault = found(rows, (db) => {
          if (m === n) return false;
          db.prepare('update journal set n = -1 where n = ?').run(n);
          db.prepare('update journal set n = ? where n = ?').run(n, m);
          db.prepare('update journal set n = ? where n = -1').run(m);
          return true;
        });
        if (fault !== 'unchanged') expect(fault).to.include({ row: Math.min(n, m) });
      }),
      { numRuns: 40 },
    );
  });

  it('finds rows that were cut from the end or added there, the head being another', async () => {
    const rows = ['a', 'b', 'c'].map((body) => newRow('Decision', body));
    const at = path('cut');
    await journalOf(at, rows);
    const longer = path('longer');
    copyFileSync(at, longer);
    const writer = JournalWriter.open(longer);
    writer.append(rows, 'soon');
    await writer.close();
    tamper(at, (db) => db.exec('delete from journal where n > 2'));
    tamper(longer, (db) => db.exec('update head set count = 4'));

    expect(verified(at)).to.deep.equal({ row: 3, what: 'is missing: the journal had 4 rows, 2 are there' });
    expect(verified(longer)).to.deep.equal({ row: 5, what: 'was added: the journal has 4 rows' });
  });

  it('holds where ticks were dropped for a segment, and not where no segment has them', async () => {
    const ticks = newRow('ticks', 'a\n', { segment: 'one', ticks: 1 });
    const segment = newRow('segment', '{}', { segment: 'one', ticks: 1 });
    const drop = (db: Database): unknown => db.exec(`update journal set body = null where kind = 'ticks'`);
    const [sealed, lost] = [path('sealed'), path('lost')];
    await journalOf(sealed, [ticks, segment]);
    await journalOf(lost, [ticks]);
    tamper(sealed, drop);
    tamper(lost, drop);

    expect(verified(sealed)).to.equal(undefined);
    expect(verified(lost)).to.deep.equal({
      row: 2,
      what: 'has lost its body, which no segment of the tape holds',
    });
  });
});
