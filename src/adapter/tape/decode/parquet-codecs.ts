import type { Compressors } from 'hyparquet';
import { compressors } from 'hyparquet-compressors';

/** The package's decompressors; of a page of nulls there is nothing to unpack, at which its LZ4 stumbles. */
export const codecs: Compressors = Object.fromEntries(
  Object.entries(compressors).map(([name, unpack]) => [
    name,
    (input: Uint8Array, length: number) => (length === 0 ? NOTHING : unpack(input, length)),
  ]),
);

const NOTHING = new Uint8Array(0);
