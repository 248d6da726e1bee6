import { crc32, deflateRawSync, gunzipSync, gzipSync, inflateRawSync } from 'node:zlib';

/** How a text may be packed: made and unpacked here without the readers under test. */
export interface Packing {
  readonly ending: string;
  pack(bytes: Buffer): Buffer;
  /** Undefined where the bytes are not whole. */
  unpack(bytes: Buffer): Buffer | undefined;
}

const wholeOr = (unpack: () => Buffer | undefined): Buffer | undefined => {
  try {
    return unpack();
  } catch {
    return undefined; // a broken archive is what is asked about, not a failure
  }
};

export const PLAIN: Packing = { ending: '', pack: (bytes) => bytes, unpack: (bytes) => bytes };

export const GZIP: Packing = {
  ending: '.gz',
  pack: (bytes) => gzipSync(bytes),
  unpack: (bytes) => wholeOr(() => gunzipSync(bytes)),
};

const ZSTD_MAGIC = 0xfd2f_b528;

/** Zstandard frames of raw blocks only, without a checksum, content size in the header. */
export const ZSTD: Packing = {
  ending: '.zst',
  pack: (bytes) => {
    const head = Buffer.alloc(12);
    head.writeUInt32LE(ZSTD_MAGIC, 0);
    head.writeUInt8(0b1010_0000, 4); // single segment, content size of four bytes
    head.writeUInt32LE(bytes.length, 5);
    head.writeUIntLE((bytes.length << 3) | 1, 9, 3); // the last block, raw
    return Buffer.concat([head, bytes]);
  },
  unpack: (bytes) =>
    bytes.length >= 12 &&
    bytes.readUInt32LE(0) === ZSTD_MAGIC &&
    bytes[4] === 0b1010_0000 &&
    bytes.readUInt32LE(5) === bytes.length - 12 &&
    bytes.readUIntLE(9, 3) === (((bytes.length - 12) << 3) | 1)
      ? bytes.subarray(12)
      : undefined,
};

const NAME = Buffer.from('x.csv');

/** A zip of one deflated entry, `x.csv`. */
export const ZIP: Packing = {
  ending: '.zip',
  pack: (bytes) => {
    const packed = deflateRawSync(bytes);
    const shared = Buffer.alloc(26);
    shared.writeUInt16LE(20, 0);
    shared.writeUInt16LE(8, 4); // deflate
    shared.writeUInt16LE(0x5c25, 8); // 2026-01-05
    shared.writeUInt32LE(crc32(bytes), 10);
    shared.writeUInt32LE(packed.length, 14);
    shared.writeUInt32LE(bytes.length, 18);
    shared.writeUInt16LE(NAME.length, 22);
    const local = Buffer.concat([Buffer.from('PK\u0003\u0004'), shared, NAME, packed]);
    const central = Buffer.concat([
      Buffer.from('PK\u0001\u0002\u0014\u0000'),
      shared,
      Buffer.alloc(14),
      NAME,
    ]);
    const end = Buffer.alloc(22);
    end.write('PK\u0005\u0006', 'latin1');
    end.writeUInt16LE(1, 8);
    end.writeUInt16LE(1, 10);
    end.writeUInt32LE(central.length, 12);
    end.writeUInt32LE(local.length, 16);
    return Buffer.concat([local, central, end]);
  },
  unpack: (bytes) =>
    wholeOr(() => {
      const end = bytes.lastIndexOf('PK\u0005\u0006', undefined, 'latin1');
      const central = bytes.readUInt32LE(end + 16);
      const local = bytes.readUInt32LE(central + 42);
      const start = local + 30 + bytes.readUInt16LE(local + 26) + bytes.readUInt16LE(local + 28);
      const packed = bytes.subarray(start, start + bytes.readUInt32LE(central + 20));
      const text = bytes.readUInt16LE(central + 10) === 0 ? packed : inflateRawSync(packed);
      return crc32(text) === bytes.readUInt32LE(central + 16) ? text : undefined;
    }),
};
