import { readFileSync } from 'node:fs';
import { inflateRawSync } from 'node:zlib';

const WIDE = 0xffff_ffff;

/** The files in a zip, by name, in the order of its central directory: stored or deflated, zip64 or not. */
export const zipEntries = (path: string): ReadonlyMap<string, string> => {
  const bytes = readFileSync(path);
  const end = bytes.lastIndexOf(Buffer.from('PK\u0005\u0006'));
  const entries = new Map<string, string>();
  const places = bytes.readUInt32LE(end + 16);
  const count = bytes.readUInt16LE(end + 10);
  let pos = places === WIDE ? wide(bytes, wide(bytes, end - 12) + 48) : places;
  for (let n = count === 0xffff ? wide(bytes, wide(bytes, end - 12) + 32) : count; n > 0; n -= 1) {
    const nameLength = bytes.readUInt16LE(pos + 28);
    const extraLength = bytes.readUInt16LE(pos + 30);
    const name = bytes.toString('utf8', pos + 46, pos + 46 + nameLength);
    const [size, , local] = sizesOf(bytes, pos, pos + 46 + nameLength, extraLength);
    const start = local + 30 + bytes.readUInt16LE(local + 26) + bytes.readUInt16LE(local + 28);
    const packed = bytes.subarray(start, start + size);
    entries.set(name, (bytes.readUInt16LE(pos + 10) === 8 ? inflateRawSync(packed) : packed).toString());
    pos += 46 + nameLength + extraLength + bytes.readUInt16LE(pos + 32);
  }
  return entries;
};

/** Packed size, size and place of an entry, those that do not fit 32 bits from its zip64 field. */
const sizesOf = (
  bytes: Buffer,
  pos: number,
  extra: number,
  extraLength: number,
): [number, number, number] => {
  let field = extra;
  while (field + 4 <= extra + extraLength && bytes.readUInt16LE(field) !== 1)
    field += 4 + bytes.readUInt16LE(field + 2);
  let next = field + 4;
  const valueAt = (at: number): number => {
    const value = bytes.readUInt32LE(pos + at);
    if (value !== WIDE) return value;
    next += 8;
    return wide(bytes, next - 8);
  };
  const size = valueAt(24); // the order of the zip64 field: size, packed size, place
  return [valueAt(20), size, valueAt(42)];
};

const wide = (bytes: Buffer, at: number): number => Number(bytes.readBigUInt64LE(at));
