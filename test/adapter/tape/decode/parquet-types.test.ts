import { writeFileSync } from 'node:fs';
import * as arrow from 'apache-arrow';
import { expect } from 'chai';
import fc from 'fast-check';
import { parquetMetadata } from 'hyparquet';
import { Compression, Table, WriterPropertiesBuilder, writeParquet, WriterVersion } from 'parquet-wasm';
import { decimalNumber } from '../../../../src/adapter/tape/decode/decimal-number.js';
import { openParquet } from '../../../../src/adapter/tape/decode/parquet-file.js';
import { parquetHead } from '../../../../src/adapter/tape/decode/parquet-head.js';
import { DataError } from '../../../../src/domain/failure.js';
import { rejection } from '../../../support/rejection.js';
import { sourceOf } from '../source-of.js';
import { play, tapeFolder, touchlines } from '../tape-folder.js';
import { ACC } from '../../../support/instrument.js';
import { valuesOfColumn } from './values-of-column.js';

/** A file by another library of columns by arrow's types. */
const parquetOf = (
  columns: Readonly<Record<string, readonly [arrow.DataType, readonly unknown[]]>>,
  properties = new WriterPropertiesBuilder(),
): Buffer => {
  const schema = new arrow.Schema(
    Object.entries(columns).map(([name, [type]]) => new arrow.Field(name, type, true)),
  );
  const vectors = Object.fromEntries(
    Object.entries(columns).map(([name, [type, values]]) => [name, arrow.vectorFromArray(values, type)]),
  );
  const table = new arrow.Table(schema, vectors);
  return Buffer.from(
    writeParquet(Table.fromIPCStream(arrow.tableToIPC(table, 'stream')), properties.build()),
  );
};

describe('decimalNumber', () => {
  it('is the number that the text of the decimal spells, stored as a number, a bigint or bytes', () => {
    const unscaled = fc.bigInt({ min: -(2n ** 120n), max: 2n ** 120n });
    const small = fc.bigInt({ min: -(10n ** 7n), max: 10n ** 7n });
    fc.assert(
      fc.property(fc.oneof(unscaled, small), fc.integer({ min: 0, max: 30 }), (whole, scale) => {
        const digits = (whole < 0n ? -whole : whole).toString().padStart(scale + 1, '0');
        const text = `${whole < 0n ? '-' : ''}${digits.slice(0, digits.length - scale)}.${digits.slice(digits.length - scale)}`;
        const bytes = Uint8Array.from({ length: 16 }, (_, i) =>
          Number((whole >> BigInt(8 * (15 - i))) & 0xffn),
        );

        expect(decimalNumber(whole, scale)).to.equal(Number(text) + 0);
        expect(decimalNumber(bytes, scale)).to.equal(Number(text) + 0);
        if (Number.isSafeInteger(Number(whole)))
          expect(decimalNumber(Number(whole), scale)).to.equal(Number(text) + 0);
      }),
      { numRuns: 2_000 },
    );
  });
});

describe('openParquet, of columns of any type', () => {
  const { path, file } = tapeFolder();
  const AT = 1_766_979_900_123;

  for (const version of [WriterVersion.V1, WriterVersion.V2]) {
    for (const hasDictionary of [true, false]) {
      it(`reads every flat type as plain values (pages of version ${version + 1}, dictionary: ${hasDictionary})`, async () => {
        const nanos = BigInt(AT) * 1_000_000n;
        const bytes = parquetOf(
          {
            milli: [new arrow.TimestampMillisecond(), [AT, null, AT + 1]],
            micro: [new arrow.TimestampMicrosecond('UTC'), [AT, null, AT + 1]],
            nano: [new arrow.Int64(), [nanos, null, nanos + 999_999n]],
            day: [new arrow.DateDay(), [new Date(Date.UTC(2025, 11, 29)), null, new Date(0)]],
            u8: [new arrow.Uint8(), [255, null, 1]],
            u16: [new arrow.Uint16(), [65_535, null, 1]],
            u32: [new arrow.Uint32(), [4_294_967_295, null, 1]],
            u64: [new arrow.Uint64(), [18_446_744_073_709_551_615n, null, 1n]],
            i8: [new arrow.Int8(), [-128, null, 1]],
            i64: [new arrow.Int64(), [-(2n ** 63n), null, 75n]],
            yes: [new arrow.Bool(), [true, null, false]],
            f32: [new arrow.Float32(), [0.5, null, -2]],
            text: [new arrow.Utf8(), ['NSE|22', null, '']],
          },
          new WriterPropertiesBuilder().setWriterVersion(version).setDictionaryEnabled(hasDictionary),
        );
        const whole = file('types.parquet', bytes);

        const expected = {
          milli: [AT, null, AT + 1],
          micro: [AT, null, AT + 1],
          nano: [nanos, null, nanos + 999_999n],
          day: [Date.UTC(2025, 11, 29), null, 0],
          u8: [255, null, 1],
          u16: [65_535, null, 1],
          u32: [4_294_967_295, null, 1],
          u64: [18_446_744_073_709_551_615n, null, 1],
          i8: [-128, null, 1],
          i64: [-(2n ** 63n), null, 75],
          yes: [true, null, false],
          f32: [0.5, null, -2],
          text: ['NSE|22', null, ''],
        };
        for (const [name, values] of Object.entries(expected))
          expect(await valuesOfColumn(whole, name), name).to.deep.equal(values);
      });
    }
  }

  it('refuses a column that is nested or is not there, by name', async () => {
    const list = new arrow.List(new arrow.Field('item', new arrow.Int32()));
    const whole = file('nested.parquet', parquetOf({ n: [new arrow.Int32(), [1]], book: [list, [[1, 2]]] }));
    const only = file('only.parquet', parquetOf({ book: [list, [[1, 2]]] }));

    expect(await rejection(valuesOfColumn(whole, 'book')))
      .to.be.instanceOf(DataError)
      .with.property(
        'message',
        `${whole}: column "book" is nested (a list, a map or a structure) and cannot be read; write its parts as columns of their own`,
      );
    expect(await rejection(valuesOfColumn(whole, 'x'))).to.be.instanceOf(DataError);
    expect(await parquetHead(await sourceOf(whole), ['n'], 10)).to.deep.include({
      names: ['n', ''],
      nested: ['book'],
    });
    expect(String(await rejection(parquetHead(await sourceOf(whole), ['book'], 10)))).to.include(
      '"book" is nested',
    );
    expect(String(await rejection(parquetHead(await sourceOf(only), [], 10)))).to.match(
      /only\.parquet: all .* nested .*: book/,
    );
  });

  it('reads values that the statistics say are not there', async () => {
    for (const version of [WriterVersion.V1, WriterVersion.V2]) {
      const bytes = parquetOf(
        {
          time: [new arrow.Int64(), [BigInt(AT), BigInt(AT + 1), BigInt(AT + 2)]],
          ltp: [new arrow.Float64(), [null, 99.5, 101]],
        },
        new WriterPropertiesBuilder().setWriterVersion(version),
      );
      const lying = file('lying.parquet', withNullCount(bytes, 'ltp', 1, 3));

      expect(await valuesOfColumn(lying, 'ltp')).to.deep.equal([null, 99.5, 101]);
      const played = touchlines(await play({ paths: [lying], defaultToken: ACC }));
      expect(played.map(({ last }) => last)).to.deep.equal([undefined, 99.5, 101]);
    }
  });

  it('makes nothing of a column that is all null, however it is packed', async () => {
    for (const compression of [
      Compression.UNCOMPRESSED,
      Compression.SNAPPY,
      Compression.ZSTD,
      Compression.GZIP,
    ]) {
      for (const version of [WriterVersion.V1, WriterVersion.V2]) {
        const rows = Array.from({ length: 1_000 }, () => null);
        const whole = path('nulls.parquet');
        const properties = new WriterPropertiesBuilder()
          .setWriterVersion(version)
          .setCompression(compression);
        writeFileSync(
          whole,
          parquetOf(
            { ltp: [new arrow.Float64(), rows], n: [new arrow.Int32(), rows.map((_, i) => i)] },
            properties,
          ),
        );
        const opened = await openParquet(whole);
        const [group] = opened.rowGroups;
        if (group === undefined) throw new Error('no row group');

        expect(await opened.read(['ltp'], group, 0)).to.deep.equal([]);
        expect(await valuesOfColumn(whole, 'ltp')).to.deep.equal(rows);
        await opened.close();
      }
    }
  });

  it('refuses a footer whose row groups do not add up', async () => {
    const bytes = parquetOf({ n: [new arrow.Int32(), [1, 2, 3]] });
    const found = patches(bytes, 6, 4, ({ num_rows }) => num_rows === 2n);

    expect(String(await rejection(openParquet(file('rows.parquet', found))))).to.match(
      /rows\.parquet: not a whole Parquet file: its row groups do not add up to its rows/,
    );
  });
});

type Metadata = ReturnType<typeof parquetMetadata>;

const metadataOf = (bytes: Buffer): Metadata | undefined => {
  try {
    return parquetMetadata(
      bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length) as ArrayBuffer,
    );
  } catch {
    return undefined;
  }
};

/** `bytes` with one byte of its footer changed from `from` to `to` by which `isMeant` becomes true. */
const patches = (
  bytes: Buffer,
  from: number,
  to: number,
  isMeant: (metadata: Metadata) => boolean,
): Buffer => {
  for (let at = bytes.length - 8 - bytes.readUInt32LE(bytes.length - 8); at < bytes.length - 8; at += 1) {
    if (bytes[at] !== from) continue;
    const patched = Buffer.from(bytes);
    patched[at] = to;
    const metadata = metadataOf(patched);
    if (metadata !== undefined && isMeant(metadata)) return patched;
  }
  throw new Error('there is no such byte');
};

/** With a null count of `to`, where `from` is the truth; small numbers are one byte, twice as large, in a footer. */
const withNullCount = (bytes: Buffer, column: string, from: number, to: number): Buffer =>
  patches(bytes, 2 * from, 2 * to, ({ num_rows, row_groups }) =>
    row_groups.every(
      (group) =>
        num_rows === group.num_rows &&
        group.columns.every(
          ({ meta_data }) =>
            meta_data?.num_values === num_rows &&
            (meta_data.path_in_schema[0] !== column || Number(meta_data.statistics?.null_count) === to),
        ),
    ),
  );
