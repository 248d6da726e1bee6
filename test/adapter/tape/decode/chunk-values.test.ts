import { writeFileSync } from 'node:fs';
import {
  Field,
  Float32,
  Float64,
  Int32,
  Int64,
  Schema,
  Table as ArrowTable,
  tableToIPC,
  Utf8,
  type Vector,
  vectorFromArray,
} from 'apache-arrow';
import { expect } from 'chai';
import fc from 'fast-check';
import { Compression, Table, writeParquet, WriterPropertiesBuilder, WriterVersion } from 'parquet-wasm';
import { openParquet } from '../../../../src/adapter/tape/decode/parquet-file.js';
import { tapeFolder } from '../tape-folder.js';

/** A column of every type that is read page by page, some values null. */
interface Row {
  readonly double: number | null;
  readonly float: number | null;
  readonly int: number | null;
  readonly long: bigint | null;
  readonly text: string | null;
}

const fewOrMany = <A>(many: fc.Arbitrary<A>, few: readonly A[]): fc.Arbitrary<A> =>
  fc.oneof(many, fc.constantFrom(...few));

const row: fc.Arbitrary<Row> = fc.record({
  double: fc.option(fewOrMany(fc.double({ noNaN: true }), [1.05, 2, 0]), { freq: 4 }),
  float: fc.option(fewOrMany(fc.float({ noNaN: true }), [0.5, 2]), { freq: 4 }),
  int: fc.option(fewOrMany(fc.integer(), [1, 2, 3]), { freq: 4 }),
  long: fc.option(
    fewOrMany(fc.bigInt({ min: -(2n ** 53n) + 1n, max: 2n ** 53n - 1n }), [1n, 1_766_979_900_000n]),
    { freq: 4 },
  ),
  text: fc.option(fewOrMany(fc.string({ unit: 'binary' }), ['tf', 'tk', 'NSE|22', '']), { freq: 4 }),
});

const CODECS = [
  Compression.UNCOMPRESSED,
  Compression.SNAPPY,
  Compression.GZIP,
  Compression.ZSTD,
  Compression.BROTLI,
  Compression.LZ4_RAW,
];

const layout = fc.record({
  compression: fc.constantFrom(...CODECS),
  version: fc.constantFrom(WriterVersion.V1, WriterVersion.V2),
  hasDictionary: fc.boolean(),
  isRequired: fc.boolean(),
  rowGroupSize: fc.integer({ min: 1, max: 60 }),
  batchSize: fc.integer({ min: 1, max: 60 }),
});

describe('openParquet', () => {
  const { path } = tapeFolder();

  it('reads plain columns of any codec, page size, version and encoding as they were written', async () => {
    const file = path('plain.parquet');
    await fc.assert(
      fc.asyncProperty(fc.array(row, { minLength: 1, maxLength: 120 }), layout, async (rows, how) => {
        const stored = how.isRequired ? rows.map(withoutNulls) : rows;
        writeFileSync(file, parquetOf(stored, how));
        expect(await columnsOf(file)).to.deep.equal(expectedOf(stored));
      }),
      { numRuns: 300 },
    );
  });
});

type Layout = typeof layout extends fc.Arbitrary<infer A> ? A : never;

const TYPES = {
  double: new Float64(),
  float: new Float32(),
  int: new Int32(),
  long: new Int64(),
  text: new Utf8(),
} as const;
const NAMES = Object.keys(TYPES) as (keyof Row)[];

const withoutNulls = ({ double, float, int, long, text }: Row): Row => ({
  double: double ?? 7,
  float: float ?? 7,
  int: int ?? 7,
  long: long ?? 7n,
  text: text ?? 'seven',
});

/** A file by another library, in which a page ends after every batch. */
const parquetOf = (rows: readonly Row[], how: Layout): Uint8Array => {
  const schema = new Schema(NAMES.map((name) => new Field(name, TYPES[name], !how.isRequired)));
  const columns = NAMES.map((name): [string, Vector] => [
    name,
    vectorFromArray(
      rows.map((row) => row[name]),
      TYPES[name],
    ),
  ]);
  const table = new ArrowTable(schema, Object.fromEntries(columns));
  const properties = new WriterPropertiesBuilder()
    .setCompression(how.compression)
    .setWriterVersion(how.version)
    .setDictionaryEnabled(how.hasDictionary)
    .setMaxRowGroupSize(how.rowGroupSize)
    .setWriteBatchSize(how.batchSize)
    .setDataPageSizeLimit(1)
    .build();
  return writeParquet(Table.fromIPCStream(tableToIPC(table, 'stream')), properties);
};

/** All values of each column as numbers, NaN for a null, or texts. */
const columnsOf = async (path: string): Promise<Record<string, unknown[]>> => {
  const file = await openParquet(path);
  const rows = file.rowGroups.reduce((sum, group) => sum + Number(group.num_rows), 0);
  // Nothing comes of a column that is all null in its row group.
  const columns: Record<string, unknown[]> = Object.fromEntries(
    NAMES.map((name) => [name, new Array<unknown>(rows).fill(name === 'text' ? null : NaN)]),
  );
  let rowStart = 0;
  for (const group of file.rowGroups) {
    for (const { columnName, columnData, rowStart: first } of await file.read(NAMES, group, rowStart))
      for (let i = 0; i < columnData.length; i += 1) {
        const value: unknown = columnData[i];
        const column = columns[columnName];
        if (column !== undefined) column[first + i] = asRead(columnName, value);
      }
    rowStart += Number(group.num_rows);
  }
  await file.close();
  return columns;
};

const expectedOf = (rows: readonly Row[]): Record<string, unknown[]> =>
  Object.fromEntries(NAMES.map((name) => [name, rows.map((row) => asRead(name, row[name]))]));

/** A null number is NaN in some columns and null in others; a whole number is a double where it fits one. */
const asRead = (name: string, value: unknown): unknown =>
  name === 'text' ? value : value === null ? NaN : Number(value);
