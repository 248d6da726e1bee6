import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DataType, type Vector } from 'apache-arrow';
import { expect } from 'chai';
import { openParquet } from '../../src/adapter/tape/decode/parquet-file.js';
import { DataError } from '../../src/domain/failure.js';
import { rejection } from '../support/rejection.js';
import { cells } from './oracle/cells.js';
import { parquetTable } from './oracle/parquet-table.js';
import { realData } from './real-data.js';

const FOLDERS = [
  'parquet-apache-testing',
  'parquet-duckdb',
  'parquet-fastparquet',
  'parquet-polars',
  'parquet-wasm-codecs',
];

/** Files with columns that are no flat table, and which. */
const NESTED: Readonly<Record<string, readonly string[]>> = {
  'datapage_v2.snappy.parquet': ['e'],
  'nested_lists.snappy.parquet': ['a'],
  'nested_maps.snappy.parquet': ['a'],
  'nulls.snappy.parquet': ['b_struct'],
  'bug3734.parquet': ['principals'],
  'struct.parquet': ['inner'],
  'large_string_map.brotli.parquet': ['arr'],
};

/** Files that arrow's reader does not read. */
const BY_HAND: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>> = {
  // Its one value in all 39 rows, as the project that keeps the file says in its own test of it.
  'dict-page-offset-zero.parquet': { l_partkey: Array<string>(39).fill('1552') },
  // Arrow counts ns in 64 bits, in which the year 9999 does not fit; the day of the last is itself wrapped.
  'int96_from_spark.parquet': {
    a: ['2024-01-01T20:34:56.123Z', '2024-01-01T01:00:00Z', '9999-12-31T03:00:00Z', '2024-12-30T23:00:00Z']
      .map((text) => String(Date.parse(text)))
      .concat([null as never, '-9357363680509552']),
  },
};

type Texts = readonly (string | null)[];
type Values = Readonly<Record<string, Texts>>;

/** The columns that are read of the file at `path`, each value as text: numbers shortest, times in epoch ms. */
const read = async (path: string, names: readonly string[]): Promise<Values> => {
  const file = await openParquet(path);
  try {
    const rows = file.rowGroups.reduce((sum, group) => sum + Number(group.num_rows), 0);
    const values: Record<string, (string | null)[]> = Object.fromEntries(
      names.map((name) => [name, new Array<string | null>(rows).fill(null)]),
    );
    let rowStart = 0;
    for (const group of file.rowGroups) {
      for (const { columnName, columnData, rowStart: start } of await file.read(names, group, rowStart)) {
        Array.from(columnData as ArrayLike<unknown>, (value, i) => {
          const column = values[columnName];
          if (column !== undefined) column[start + i] = textOf(value);
        });
      }
      rowStart += Number(group.num_rows);
    }
    return values;
  } finally {
    await file.close();
  }
};

const textOf = (value: unknown): string | null => {
  switch (typeof value) {
    case 'number':
      return Number.isNaN(value) ? null : String(value);
    case 'string':
    case 'bigint':
    case 'boolean':
      return String(value);
    default:
      if (value === null || value === undefined) return null;
      throw new TypeError(`no value of a flat column: ${JSON.stringify(value)}`);
  }
};

/** The same of arrow's values. */
const arrowTexts = (vector: Vector): Texts =>
  Array.from({ length: vector.length }, (_, row) => arrowText(vector.type as DataType, vector.get(row)));

const arrowText = (type: DataType, value: unknown): string | null => {
  if (value === null || value === undefined) return null;
  if (DataType.isTimestamp(type)) return String(Math.floor(Number(value)));
  if (DataType.isDecimal(type)) {
    const { scale } = type;
    const [, sign = '', digits = ''] = /^(-?)(\d+)$/.exec((value as { toString(): string }).toString()) ?? [];
    const padded = digits.padStart(scale + 1, '0');
    return String(Number(`${sign}${padded.slice(0, -scale)}.${padded.slice(-scale)}`));
  }
  if (value instanceof Uint8Array) return Buffer.from(value).toString();
  return textOf(value instanceof Date ? value.getTime() : value);
};

const arrowValues = (path: string): Values => {
  const table = parquetTable(path);
  const values: Record<string, Texts> = {};
  table.schema.fields.forEach(({ name }, i) => {
    const vector = table.getChildAt(i);
    if (vector !== null) values[name] = arrowTexts(vector);
  });
  return values;
};

describe('Parquet of other writers', () => {
  if (realData === undefined) {
    it('is not read, since it is not here: set RXTAPE_REAL_DATA to the folder that holds it', () => {
      expect(realData).to.equal(undefined);
    });
    return;
  }
  const folder = realData;
  const paths = FOLDERS.flatMap((name) =>
    readdirSync(join(folder, name))
      .filter((file) => /\.parq(?:uet)?$/.test(file))
      .map((file) => ({ file, path: join(folder, name, file) })),
  );

  it('is of 46 files', () => {
    expect(paths).to.have.length(46);
  });

  for (const { file, path } of paths.filter((each) => NESTED[each.file] === undefined)) {
    it(`is read to the values of arrow: ${file}`, async () => {
      const wanted = BY_HAND[file] ?? arrowValues(path);

      expect(await read(path, Object.keys(wanted))).to.deep.equal(wanted);
    });
  }

  for (const [file, names] of Object.entries(NESTED)) {
    it(`is refused by the name of its nested column: ${file}`, async () => {
      const { path } = paths.find((each) => each.file === file) ?? { path: '' };
      const opened = await openParquet(path);
      const [group] = opened.rowGroups;
      const [name = ''] = names;
      const error = group === undefined ? undefined : await rejection(opened.read([name], group, 0));
      await opened.close();

      expect([...opened.nested]).to.deep.equal(names);
      expect(error).to.be.instanceOf(DataError).with.property('message').that.contains(`"${name}" is nested`);
    });
  }

  it('has the numbers that the writer of delta_binary_packed says it has', async () => {
    const folderOfIt = join(folder, 'parquet-apache-testing');
    const [header = [], ...rows] = cells(
      readFileSync(join(folderOfIt, 'delta_binary_packed_expect.csv'), 'utf8'),
    );
    const names = header.map((name) => name.trim());

    const values = await read(join(folderOfIt, 'delta_binary_packed.parquet'), names);

    expect(names).to.have.length(66);
    expect(rows).to.have.length(200);
    names.forEach((name, i) => {
      expect(values[name], name).to.deep.equal(rows.map((row) => (row[i] ?? '').trim()));
    });
  });

  it('is the same table in every codec of parquet-wasm-codecs', async () => {
    const codecs = paths.filter(({ path }) => path.includes('parquet-wasm-codecs'));
    const tables = await Promise.all(codecs.map(({ path }) => read(path, ['str', 'uint8', 'int32', 'bool'])));

    expect(tables).to.have.length(6);
    for (const table of tables) expect(table).to.deep.equal(tables[0]);
  });
});
