import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import type { Compressors } from 'hyparquet';
import { compressors } from 'hyparquet-compressors';
import { unpackHadoopLz4, unpackLz4 } from './lz4.js';

/**
 * Unpacks a page. Gzip and Brotli by Node, which holds gzip against its checksum and takes all its forms; LZ4
 * strictly, since the package's fills up with zeros what broken bytes do not hold; the others by the package. Of a
 * page of nulls there is nothing to unpack.
 */
export const codecs: Compressors = Object.fromEntries(
  Object.entries({
    ...compressors,
    LZ4: unpackHadoopLz4,
    LZ4_RAW: unpackLz4,
    GZIP: (input: Uint8Array, length: number) => gunzipSync(input, { maxOutputLength: length }),
    BROTLI: (input: Uint8Array, length: number) => brotliDecompressSync(input, { maxOutputLength: length }),
  }).map(([name, unpack]) => [
    name,
    (input: Uint8Array, length: number) => (length === 0 ? NOTHING : unpack(input, length)),
  ]),
);

const NOTHING = new Uint8Array(0);
