import {
  Field,
  FixedSizeBinary,
  Schema,
  Table as ArrowTable,
  tableToIPC,
  vectorFromArray,
} from 'apache-arrow';
import { parquetMetadata } from 'hyparquet';
import { parquetHeader } from 'hyparquet/src/column.js';
import { Compression, Table, WriterPropertiesBuilder, writeParquet } from 'parquet-wasm';

const PIECE = 1 << 20;

/**
 * Packs `bytes` by a real compressor into Zstandard frames, a MiB each: the pages of a Parquet file whose one
 * column has values of a fixed length, which it stores as they are, each in a page of its own.
 */
export const zstdPacked = (bytes: Buffer): Buffer => {
  const frames: Buffer[] = [];
  for (let at = 0; at < bytes.length; at += PIECE) frames.push(frameOf(bytes.subarray(at, at + PIECE)));
  return Buffer.concat(frames);
};

const frameOf = (piece: Buffer): Buffer => {
  const type = new FixedSizeBinary(piece.length);
  const schema = new Schema([new Field('bytes', type, false)]);
  const table = new ArrowTable(schema, { bytes: vectorFromArray([Uint8Array.from(piece)], type) });
  const properties = new WriterPropertiesBuilder()
    .setCompression(Compression.ZSTD)
    .setDictionaryEnabled(false)
    .build();
  const file = Uint8Array.from(
    writeParquet(Table.fromIPCStream(tableToIPC(table, 'stream')), properties),
  ).buffer;
  const column = parquetMetadata(file).row_groups[0]?.columns[0]?.meta_data;
  const reader = { view: new DataView(file), offset: Number(column?.data_page_offset) };
  const header = parquetHeader(reader);
  return Buffer.from(file.slice(reader.offset, reader.offset + header.compressed_page_size));
};
