import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect } from 'chai';
import { loadSquareOffs } from '../../src/adapter/calendar/load-square-offs.js';
import { loadFreezeQuantities } from '../../src/adapter/exchange/load-freeze-quantities.js';
import { DataError } from '../../src/domain/failure.js';
import { freezeQuantityOf } from '../../src/domain/freeze-quantities.js';
import { HOUR_MS, MINUTE_MS } from '../../src/domain/time.js';
import { sessionDayOf } from '../../src/domain/session.js';
import { instrument } from '../support/instrument.js';
import { ist } from '../support/ist.js';

const written = (lines: readonly string[]): URL => {
  const path = join(mkdtempSync(join(tmpdir(), 'rxtape-table-')), 'table.csv');
  writeFileSync(path, `# a table\n${lines.join('\n')}\n`);
  return pathToFileURL(path);
};

describe('loadFreezeQuantities', () => {
  const COLUMNS = 'exchange,scope,most,per,from,grade';
  const NIFTY = 'NFO,NIFTY,1800,units,2025-08-01,H';

  it('reads rows', () => {
    expect(loadFreezeQuantities(written([COLUMNS, NIFTY, 'CDS,*,10,lot,1970-01-02,M']))).to.deep.equal([
      { exchange: 'NFO', scope: ['NIFTY'], most: 1_800, per: 'units', from: 20_301 }, // days since 1970
      { exchange: 'CDS', scope: undefined, most: 10, per: 'lot', from: 1 },
    ]);
  });

  for (const [what, row, expected] of [
    ['no exchange', NIFTY.replace('NFO', ''), 'exchange: expected an exchange such as NSE, got ""'],
    ['a quantity of none', NIFTY.replace('1800', '0'), 'most: expected a whole number, got "0"'],
    ['another unit', NIFTY.replace('units', 'lots'), 'per: expected units, lot, got "lots"'],
    ['a date that is none', NIFTY.replace('08-01', '02-30'), 'from: expected a date such as'],
  ] as const)
    it(`refuses ${what}, with its line`, () => {
      expect(() => loadFreezeQuantities(written([COLUMNS, row]))).to.throw(DataError, expected);
      expect(() => loadFreezeQuantities(written([COLUMNS, row]))).to.throw(/table\.csv: line 3: /);
    });

  /** The months of NSE's circulars. */
  const CIRCULARS: Readonly<Record<string, readonly [BANKNIFTY: number, NIFTY: number, FINNIFTY: number]>> = {
    '2025-08-01': [600, 1_800, 1_800],
    '2025-09-01': [900, 1_800, 1_800],
    '2025-11-03': [600, 1_800, 1_800],
    '2025-12-01': [600, 1_800, 1_200],
    '2026-01-01': [600, 1_800, 1_200],
    '2026-02-01': [600, 1_800, 1_800],
    '2026-03-02': [600, 1_800, 1_200],
    '2026-04-01': [900, 1_800, 1_800],
    '2026-06-30': [900, 1_800, 1_800],
    '2026-07-01': [600, 1_800, 1_800],
    '2026-08-01': [600, 1_800, 1_800],
  };
  const most = (exchange: string, symbol: string, date: string, lotSize = 1): number | undefined =>
    freezeQuantityOf(
      loadFreezeQuantities(),
      instrument({ exchange, symbol, lotSize }),
      sessionDayOf(ist(`${date}T12:00:00`)),
    );
  for (const [date, [bank, nifty, fin]] of Object.entries(CIRCULARS))
    it(`has what NSE told for ${date}`, () => {
      const of = (symbol: string): number | undefined => most('NFO', symbol, date);

      expect([of('BANKNIFTY'), of('NIFTY'), of('FINNIFTY')]).to.deep.equal([bank, nifty, fin]);
      expect([of('MIDCPNIFTY'), of('NIFTYNXT50')]).to.deep.equal([2_800, 600]);
    });

  it('has BSE and currencies, and nothing of what it does not name, or before it was told', () => {
    expect([most('BFO', 'SENSEX', '2026-01-05'), most('BFO', 'BANKEX', '2026-01-05')]).to.deep.equal([
      1_000, 900,
    ]);
    expect(most('CDS', 'USDINR', '2026-01-05', 1_000)).to.equal(10_000_000);
    expect(most('NFO', 'NIFTY', '2025-07-31')).to.equal(undefined);
    expect(most('NFO', 'RELIANCE', '2026-01-05')).to.equal(undefined);
    expect(most('NSE', 'NIFTY', '2026-01-05')).to.equal(undefined);
  });

  it('goes by dates, in whatever order the rows stand', () => {
    const rows = loadFreezeQuantities().toReversed();
    const day = sessionDayOf(ist('2026-05-04T12:00:00'));

    expect(freezeQuantityOf(rows, instrument({ exchange: 'NFO', symbol: 'BANKNIFTY' }), day)).to.equal(900);
  });
});

describe('loadSquareOffs', () => {
  const COLUMNS = 'exchanges,at,from,to,grade';
  const ROW = 'NSE BSE,15:15,1970-01-02,1970-01-03,M';

  it('reads rows', () => {
    const at = 15 * HOUR_MS + 15 * MINUTE_MS;

    expect(loadSquareOffs(written([COLUMNS, ROW, 'MCX,15:15,1970-01-02,,L']))).to.deep.equal([
      { exchanges: ['NSE', 'BSE'], at, from: 1, to: 2 },
      { exchanges: ['MCX'], at, from: 1, to: undefined },
    ]);
  });

  for (const [what, row, expected] of [
    ['no exchanges', ROW.replace('NSE BSE', ''), 'exchanges: expected exchanges such as NSE BSE, got ""'],
    ['a time that is none', ROW.replace('15:15', '24:15'), 'at: expected a time such as 15:15, got "24:15"'],
    ['an end before its beginning', ROW.replace('01-03', '01-01'), 'to: expected a date not before'],
  ] as const)
    it(`refuses ${what}, with its line`, () => {
      expect(() => loadSquareOffs(written([COLUMNS, row]))).to.throw(DataError, expected);
      expect(() => loadSquareOffs(written([COLUMNS, row]))).to.throw(/table\.csv: line 3: /);
    });
});
