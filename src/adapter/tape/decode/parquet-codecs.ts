import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import type { Compressors } from 'hyparquet';
import { compressors } from 'hyparquet-compressors';

/**
 * Unpacks a page. Gzip and Brotli by Node, which holds gzip against its checksum and takes all its forms; the
 * others by the package. Of a page of nulls there is nothing to unpack, at which the package's LZ4 stumbles.
 */
export const codecs: Compressors = Object.fromEntries(
  Object.entries({
    ...compressors,
    GZIP: (input: Uint8Array, length: number) => gunzipSync(input, { maxOutputLength: length }),
    BROTLI: (input: Uint8Array, length: number) => brotliDecompressSync(input, { maxOutputLength: length }),
  }).map(([name, unpack]) => [
    name,
    (input: Uint8Array, length: number) => (length === 0 ? NOTHING : unpack(input, length)),
  ]),
);

const NOTHING = new Uint8Array(0);
