import { createReadStream } from 'node:fs';
import { pipeline, Readable, type Transform } from 'node:stream';
import { createGunzip } from 'node:zlib';
import type { Packing } from './content.js';
import { unzstd } from './unzstd.js';

/** Where bytes lie on disk: from `start` up to `end`. */
export interface Extent {
  readonly path: string;
  readonly start: number;
  readonly end: number;
}

/** Bytes as they lie on disk; `onRead` is told of each piece. To stop early closes the file. */
export async function* rawBytes(
  { path, start, end }: Extent,
  blockBytes: number,
  onRead: (bytes: number) => void,
): AsyncGenerator<Buffer> {
  if (end <= start) return;
  const file = createReadStream(path, { start, end: end - 1, highWaterMark: blockBytes });
  let left = end - start;
  for await (const chunk of file as AsyncIterable<Buffer>) {
    left -= chunk.length;
    onRead(chunk.length);
    yield chunk;
  }
  if (left > 0) throw new Error('it has become shorter since it was found');
}

/** Bytes with a packing of `packing` taken off. */
export const unpacked = (
  bytes: AsyncGenerator<Buffer>,
  packing: Packing,
  blockBytes: number,
): AsyncGenerator<Buffer> => {
  switch (packing) {
    case 'gzip':
      return through(bytes, createGunzip({ chunkSize: Math.max(64, blockBytes) }));
    case 'zstd':
      return unzstd(bytes);
    case 'plain':
    case 'zip':
      return bytes;
  }
};

/** What comes out of `transform`. An error on either side ends both, and so does stopping early. */
export async function* through(bytes: AsyncGenerator<Buffer>, transform: Transform): AsyncGenerator<Buffer> {
  // The reader below hears of every error through `transform`.
  const output = pipeline(Readable.from(bytes), transform, () => undefined);
  for await (const chunk of output as AsyncIterable<Buffer>) yield chunk;
}
