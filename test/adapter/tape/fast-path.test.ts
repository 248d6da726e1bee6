import { expect } from 'chai';
import fc from 'fast-check';
import { csvColumns } from '../../../src/adapter/tape/csv-columns.js';
import { RowKind } from '../../../src/adapter/tape/columns.js';
import { recognise } from '../../../src/adapter/tape/recognise.js';
import { rowCodec, type RowPlan } from '../../../src/adapter/tape/row-plan.js';
import { namedTokens, TokenSource } from '../../../src/adapter/tape/token-source.js';
import { type RowCells, refusalOf } from '../../../src/codec/tape-row.js';
import { zoneOf } from '../../../src/codec/tape-zone.js';
import { ACC } from '../../support/instrument.js';
import { OPEN, tapeFolder } from './tape-folder.js';

/** Cells that are right, nearly right and wrong, in every kind of column. */
const cell = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom('100', '0', '99.95', '', String(OPEN), 'tf', 'tk', 'NSE|22') },
  fc.constantFrom(
    '-1', '-0', '+5', '1e3', '1e400', '.5', '5.', '.', ' 7', '7 ', '  ', 'NaN', 'nan', 'inf', 'Infinity', '0x10', '1_000',
    '1,5'.replace(',', ''), '999999999.99', '1000000000', '9007199254740991', '9007199254740992', '12345678901234567890',
    '0.1234567890123456789', 'abc', 'TK', 'tf ', 'NSE|', 'nse|22', 'NSE22', 'NSE|22|1', '946684799999', '946684800000',
    '4102444799999', '4102444800000', '1766979900000.5', '1766979900000.0', '1766979900', '2025-12-29 09:15:00',
    '2025-12-29T09:15:00+05:30', '2025-02-30 09:15:00', 'null',
  ),
  fc.double().map(String),
  fc.integer().map(String),
); // prettier-ignore

const decoded = async (plan: RowPlan): Promise<boolean[]> => {
  const accepted: boolean[] = [];
  for await (const { count, kind } of csvColumns(plan, ',', OPEN, 1 << 16)) {
    for (let i = 0; i < count; i += 1)
      accepted.push(kind[i] === RowKind.Update || kind[i] === RowKind.Snapshot);
  }
  return accepted;
};

describe('csvColumns', () => {
  const { file } = tapeFolder();
  const zone = zoneOf('Asia/Kolkata');

  for (const columns of [
    ['at', 'kind', 'token', 'exchangeAt', 'last', 'volume', 'lastTradedAt'],
    ['time', 'ltp', 'volume_delta', 'exchange_time', 'token', 'symbol'],
    ['date', 'open', 'high', 'low', 'close', 'volume', 'oi'],
  ]) {
    it(`takes a row of ${columns.join(', ')} when the codec does, and no other`, async () => {
      const row = fc.array(cell, { minLength: columns.length, maxLength: columns.length });
      const good = {
        tape: [String(OPEN), 'tf', 'NSE|22', String(OPEN), '100', '75', ''],
        full: ['2025-12-29 09:15:00', '100', '75', '', 'NSE|22', ''],
        bars: ['2025-12-29 09:15:00', '100', '101', '99', '100', '75', ''],
      };
      await fc.assert(
        fc.asyncProperty(
          fc.array(fc.tuple(row, fc.nat(6), fc.boolean()), { minLength: 1, maxLength: 30 }),
          async (drawn) => {
            const mapping = recognise('x.csv', columns, {});
            // Mostly one wrong cell in a good row, so that every cell decides.
            const rows = drawn.map(([cells, at, isWild]) =>
              isWild ? cells : good[mapping.shape].map((each, i) => (i === at ? (cells[i] ?? '') : each)),
            );
            const path = file('rows.csv', [columns, ...rows].map((cells) => `${cells.join(',')}\n`).join(''));
            const tokens = mapping.shape === 'tape' ? namedTokens() : new TokenSource(ACC, () => ACC, ACC);

            const accepted = await decoded({ path, mapping, zone, tokens });

            const codec = rowCodec(mapping.shape, zone);
            const named = (cells: readonly string[]): RowCells =>
              Object.fromEntries([...mapping.positions].map(([field, i]) => [field, cells[i] ?? '']));
            const expected = rows.map((cells) => refusalOf(codec, named(cells)) === undefined);
            expect(accepted, JSON.stringify(rows)).to.deep.equal(expected);
          },
        ),
        { numRuns: 300 },
      );
    });
  }
});
