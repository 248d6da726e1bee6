import { expect } from 'chai';
import fc from 'fast-check';
import * as E from 'fp-ts/lib/Either.js';
import { csvColumns } from '../../../../src/adapter/tape/decode/csv-columns.js';
import { RowKind } from '../../../../src/adapter/tape/decode/columns.js';
import { present } from '../../../../src/adapter/tape/play/row-message.js';
import { rowCodec, type RowPlan } from '../../../../src/adapter/tape/decode/row-plan.js';
import { namedTokens, TokenSource } from '../../../../src/adapter/tape/decode/token-source.js';
import { ROW_NUMBERS } from '../../../../src/codec/tape-field.js';
import { ACC } from '../../../support/instrument.js';
import { reading } from '../recognised.js';
import { sourceOf } from '../source-of.js';
import { OPEN, tapeFolder } from '../tape-folder.js';

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

type Numbers = Readonly<Record<string, number | undefined>>;

/** The numbers of each row that is taken; undefined for a row that is not. */
const decoded = async (plan: RowPlan): Promise<(Numbers | undefined)[]> => {
  const rows: (Numbers | undefined)[] = [];
  const fields = ROW_NUMBERS[plan.reading.form].filter((field) => plan.reading.positions.has(field));
  for await (const { count, kind, at, numbers } of csvColumns(plan, ',', OPEN, 1 << 16)) {
    for (let i = 0; i < count; i += 1) {
      const isTaken = kind[i] === RowKind.Update || kind[i] === RowKind.Snapshot;
      const values = fields.map((field) => [field, present(numbers[field], i)] as const);
      rows.push(isTaken ? Object.fromEntries([['at', at[i]], ...values]) : undefined);
    }
  }
  return rows;
};

/** The same by the codec. */
const decodedByCodec = (plan: RowPlan, cells: readonly string[]): Numbers | undefined => {
  const fields = [...plan.reading.positions].filter(
    ([field]) => !['kind', 'token', 'symbol'].includes(field),
  );
  const named = Object.fromEntries([...plan.reading.positions].map(([field, i]) => [field, cells[i] ?? '']));
  const row = rowCodec(plan.reading.form, plan.reading.rules).decode(named);
  return E.isRight(row)
    ? Object.fromEntries(fields.map(([field]) => [field, Reflect.get(row.right as object, field) as number]))
    : undefined;
};

describe('csvColumns', () => {
  const { file } = tapeFolder();
  const flags = { zone: 'Asia/Kolkata', barStamp: 'start', intervalMs: 60_000 } as const;
  const always = (token: typeof ACC) => ({
    ofFile: token,
    contract: {},
    dates: undefined,
    resolve: () => token,
    byDefault: token,
  });

  for (const [form, ...columns] of [
    ['tape', 'at', 'kind', 'token', 'exchangeAt', 'last', 'volume', 'lastTradedAt'],
    ['full', 'time', 'ltp', 'volume_delta', 'exchange_time', 'token', 'symbol'],
    ['bars', 'date', 'open', 'high', 'low', 'close', 'volume', 'oi'],
  ] as const) {
    it(`takes a row of ${columns.join(', ')} when the codec does, to the same numbers, and no other`, async () => {
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
            const read = reading([columns.join(','), good[form].join(',')], { flags });
            // Mostly one wrong cell in a good row, so that every cell decides.
            const rows = drawn.map(([cells, at, isWild]) =>
              isWild ? cells : good[form].map((each, i) => (i === at ? (cells[i] ?? '') : each)),
            );
            const path = file('rows.csv', [columns, ...rows].map((cells) => `${cells.join(',')}\n`).join(''));
            const tokens = form === 'tape' ? namedTokens() : new TokenSource(always(ACC));

            const plan = { source: await sourceOf(path), reading: read, tokens };

            expect(await decoded(plan), JSON.stringify(rows)).to.deep.equal(
              rows.map((cells) => decodedByCodec(plan, cells)),
            );
          },
        ),
        { numRuns: 300 },
      );
    });
  }
});
