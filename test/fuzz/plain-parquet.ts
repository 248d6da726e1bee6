import { createRequire } from 'node:module';
import { tableFromIPC } from 'apache-arrow';
import type { PlainTable } from './plain-csv.js';

const require = createRequire(import.meta.url);
const MODULE = require.resolve('parquet-wasm');

type Wasm = Pick<typeof import('parquet-wasm'), 'readParquet'>;

let wasm: Wasm | undefined;

/**
 * Where arrow refuses a file for what says nothing of a number: text that is no UTF-8, and fields of headers that
 * are not needed to read the values; and zstd, whose broken bits without a checksum our unpacker does not all see
 * (docs/decisions/parquet.md).
 */
const ASIDE = /utf-?8|Unexpected Encoding|Required field|struct field type|ARROW:schema|strings stripped/i;

/**
 * The rows of a Parquet file as arrow's own Rust code reads it. `Refused` where that finds its values broken,
 * `Aside` where it does not come to read them.
 */
export const plainParquet = (bytes: Uint8Array): PlainTable | 'Refused' | 'Aside' => {
  wasm ??= require(MODULE) as Wasm;
  try {
    const table = tableFromIPC(wasm.readParquet(new Uint8Array(bytes)).intoIPCStream());
    const columns = table.schema.fields.map(({ name }) => name);
    const vectors = columns.map((_, i) => table.getChildAt(i));
    const rows = Array.from({ length: table.numRows }, (_, row) =>
      vectors.map((vector): unknown => vector?.get(row) as unknown),
    );
    return { columns, rows };
  } catch (error) {
    // A panic leaves its memory as it was: the next file gets a fresh one.
    if (error instanceof Error && error.name === 'RuntimeError') {
      wasm = undefined;
      Reflect.deleteProperty(require.cache, MODULE);
    }
    return ASIDE.test(String(error)) ? 'Aside' : 'Refused';
  }
};
