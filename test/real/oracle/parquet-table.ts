import { readFileSync } from 'node:fs';
import { tableFromIPC, type Table } from 'apache-arrow';
import { readParquet } from 'parquet-wasm';

/** A Parquet file read by arrow's own Rust code: it shares nothing with the reader under test. */
export const parquetTable = (path: string): Table => {
  const wasm = readParquet(new Uint8Array(readFileSync(path)));
  return tableFromIPC(wasm.intoIPCStream());
};
