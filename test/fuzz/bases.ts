import { tableFromArrays, tableToIPC } from 'apache-arrow';
import {
  Compression,
  Encoding,
  Table,
  WriterPropertiesBuilder,
  WriterVersion,
  writeParquet,
} from 'parquet-wasm';
import { GZIP, type Packing, PLAIN, ZIP, ZSTD } from './archive.js';

/** A whole small file that mutations start from. */
export type Base =
  | { readonly name: string; readonly format: 'csv'; readonly text: string; readonly packing: Packing }
  | { readonly name: string; readonly format: 'parquet'; readonly bytes: Buffer };

type Value = number | string | bigint | null;
type Rows = readonly Readonly<Record<string, Value>>[];

/** 2026-01-05 09:15 IST. */
const OPEN = 1_767_584_700_000;
const ROWS = 24;

const rows = (rowOf: (i: number) => Readonly<Record<string, Value>>): Rows =>
  Array.from({ length: ROWS }, (_, i) => rowOf(i));

/** Prices of a walk in steps of 5 paise. */
const priceAt = (i: number): number => (2_599_950 + 5 * ((i * 7) % 13)) / 100;

const TAPE = rows((i) => ({
  at: OPEN + 250 * i,
  kind: i < 2 ? 'tk' : 'tf',
  token: i % 2 === 0 ? 'NSE|22' : 'NSE|1594',
  last: priceAt(i),
  bid: i % 5 === 4 ? null : priceAt(i) - 0.05,
  ask: priceAt(i) + 0.05,
  volume: 1_000 + 65 * i,
}));

const FULL = rows((i) => ({
  exchange_time: new Date(OPEN + 1_000 * i).toISOString().replace('Z', '+00:00'),
  timestamp: OPEN + 1_000 * i + 7,
  ltp: priceAt(i),
  best_bid: priceAt(i + 1),
  best_ask: i % 7 === 3 ? null : priceAt(i + 1) + 0.1,
  volume: 1_000 + i,
  oi: 5_000 + i,
  remark: i % 2 === 0 ? 'a' : 'b',
}));

const BARS = rows((i) => ({
  date: new Date(OPEN + 60_000 * i + 19_800_000).toISOString().replace('.000Z', '+05:30'),
  open: priceAt(i),
  high: priceAt(i) + 3.05,
  low: priceAt(i) - 2.1,
  close: priceAt(i + 3),
  volume: 400 + 4 * i,
}));

const SHAPES: Readonly<Record<string, Rows>> = { tape: TAPE, full: FULL, bars: BARS };

const textOf = (table: Rows, delimiter: string): string =>
  [
    Object.keys(table[0] ?? {}),
    ...table.map((row) => Object.values(row).map((value) => (value === null ? '' : String(value)))),
  ]
    .map((cells) => `${cells.join(delimiter)}\n`)
    .join('');

const quoted = (text: string): string =>
  text
    .split('\n')
    .map((line, i) =>
      line === '' || i % 3 !== 0
        ? line
        : line
            .split(',')
            .map((cell) => `"${cell}"`)
            .join(','),
    )
    .join('\n');

const TEXTS: Readonly<Record<string, string>> = {
  ...Object.fromEntries(Object.entries(SHAPES).map(([shape, table]) => [shape, textOf(table, ',')])),
  'full-tabs': textOf(FULL, '\t'),
  'bars-semicolons': textOf(BARS, ';'),
  'full-quoted': quoted(textOf(FULL, ',')),
};

/** Numbers that arrow must not take for text, a column for each name. */
const parquetOf = (table: Rows, properties: WriterPropertiesBuilder): Buffer => {
  // Not the column that is only ignored: arrow reads a file whole or not at all.
  const names = Object.keys(table[0] ?? {}).filter((name) => name !== 'remark');
  const columns = Object.fromEntries(
    names.map((name) => {
      const values = table.map((row) => row[name] ?? null);
      return [
        name,
        values.some((value) => typeof value === 'number') && !values.includes(null)
          ? Float64Array.from(values, Number)
          : values,
      ];
    }),
  );
  const wasm = Table.fromIPCStream(tableToIPC(tableFromArrays(columns), 'stream'));
  return Buffer.from(writeParquet(wasm, properties.build()));
};

const WRITERS: Readonly<Record<string, () => WriterPropertiesBuilder>> = {
  plain: () =>
    new WriterPropertiesBuilder()
      .setCompression(Compression.UNCOMPRESSED)
      .setDictionaryEnabled(false)
      .setEncoding(Encoding.PLAIN),
  dictionary: () => new WriterPropertiesBuilder().setCompression(Compression.UNCOMPRESSED),
  snappy: () => new WriterPropertiesBuilder().setCompression(Compression.SNAPPY).setMaxRowGroupSize(10),
  gzip: () => new WriterPropertiesBuilder().setCompression(Compression.GZIP),
  zstd: () => new WriterPropertiesBuilder().setCompression(Compression.ZSTD),
  lz4: () => new WriterPropertiesBuilder().setCompression(Compression.LZ4_RAW),
  brotli: () => new WriterPropertiesBuilder().setCompression(Compression.BROTLI),
  v2: () =>
    new WriterPropertiesBuilder()
      .setCompression(Compression.SNAPPY)
      .setWriterVersion(WriterVersion.V2)
      .setDictionaryEnabled(false),
  split: () =>
    new WriterPropertiesBuilder()
      .setCompression(Compression.UNCOMPRESSED)
      .setDictionaryEnabled(false)
      .setColumnEncoding('ltp', Encoding.BYTE_STREAM_SPLIT)
      .setColumnEncoding('last', Encoding.BYTE_STREAM_SPLIT)
      .setColumnEncoding('open', Encoding.BYTE_STREAM_SPLIT),
};

/** Every shape in every packing, and as Parquet of every codec and page kind. */
export const bases = (): readonly Base[] => [
  ...Object.entries(TEXTS).flatMap(([name, text]) =>
    [PLAIN, GZIP, ZSTD, ZIP].map((packing) => ({
      name: `${name}.csv${packing.ending}`,
      format: 'csv' as const,
      text,
      packing,
    })),
  ),
  ...Object.entries(SHAPES).flatMap(([shape, table]) =>
    Object.entries(WRITERS).map(([writer, properties]) => ({
      name: `${shape}-${writer}.parquet`,
      format: 'parquet' as const,
      bytes: parquetOf(table, properties()),
    })),
  ),
];
