import { once } from 'node:events';
import { inflateRawSync } from 'node:zlib';
import { ZipFile } from 'yazl';

export interface Packed {
  readonly name: string;
  readonly bytes: Buffer | string;
  readonly isStored?: boolean;
  readonly isZip64?: boolean;
}

/** An archive of entries, as yazl writes it. */
export const zipOf = async (entries: readonly Packed[]): Promise<Buffer> => {
  const zip = new ZipFile();
  for (const { name, bytes, isStored = false, isZip64 = false } of entries)
    zip.addBuffer(Buffer.from(bytes), name, {
      compress: !isStored,
      forceZip64Format: isZip64,
      mtime: new Date(0),
    });
  zip.end();
  const parts: Buffer[] = [];
  zip.outputStream.on('data', (part: Buffer) => parts.push(part));
  await once(zip.outputStream, 'end');
  return Buffer.concat(parts);
};

/** Names and contents of an archive's entries by its central directory and nothing else. */
export const unzip = (archive: Buffer): ReadonlyMap<string, Buffer> => {
  const contents = new Map<string, Buffer>();
  const end64 = archive.lastIndexOf(Buffer.from('PK\x06\x06'));
  const end = archive.lastIndexOf(Buffer.from('PK\x05\x06'));
  let at = end64 === -1 ? archive.readUInt32LE(end + 16) : Number(archive.readBigUInt64LE(end64 + 48));
  while (archive.readUInt32LE(at) === 0x02014b50) {
    const u16 = (field: number): number => archive.readUInt16LE(at + field);
    const nameEnd = at + 46 + u16(28);
    const wide = zip64Of(archive.subarray(nameEnd, nameEnd + u16(30)));
    // In this order: what does not fit in 32 bits is in the extra field.
    const [, packedBytes = 0, header = 0] = [24, 20, 42].map((field) => {
      const value = archive.readUInt32LE(at + field);
      return value === 0xffffffff ? (wide.shift() ?? NaN) : value;
    });
    const start = header + 30 + archive.readUInt16LE(header + 26) + archive.readUInt16LE(header + 28);
    const packed = archive.subarray(start, start + packedBytes);
    contents.set(archive.toString('utf8', at + 46, nameEnd), u16(10) === 0 ? packed : inflateRawSync(packed));
    at = nameEnd + u16(30) + u16(32);
  }
  return contents;
};

const zip64Of = (extra: Buffer): number[] => {
  for (let at = 0; at + 4 <= extra.length; at += 4 + extra.readUInt16LE(at + 2)) {
    if (extra.readUInt16LE(at) !== 1) continue;
    const fields = extra.subarray(at + 4, at + 4 + extra.readUInt16LE(at + 2));
    return Array.from({ length: fields.length >> 3 }, (_, i) => Number(fields.readBigUInt64LE(8 * i)));
  }
  return [];
};
