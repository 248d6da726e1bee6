import { crc32, createInflateRaw } from 'node:zlib';
import { rawBytes, through } from './unpack.js';
import type { ZipEntry } from './zip-archive.js';

/** The bytes of an entry, unpacked, and held against the size and the checksum that the archive says. */
export async function* zipBytes(
  path: string,
  entry: ZipEntry,
  blockBytes: number,
  onRead: (bytes: number) => void,
): AsyncGenerator<Buffer> {
  const packed = rawBytes(
    { path, start: entry.start, end: entry.start + entry.packedBytes },
    blockBytes,
    onRead,
  );
  const bytes =
    entry.method === 'stored'
      ? packed
      : through(packed, createInflateRaw({ chunkSize: Math.max(64, blockBytes) }));
  let size = 0;
  let sum = 0;
  for await (const chunk of bytes) {
    size += chunk.length;
    if (size > entry.bytes) break;
    sum = crc32(chunk, sum);
    yield chunk;
  }
  if (size !== entry.bytes)
    throw new Error(`it unpacks to another size than the ${entry.bytes} bytes it says`);
  if (sum !== entry.crc32) throw new Error('its checksum is wrong');
}
