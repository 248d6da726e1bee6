/** XXH64 with seed 0, straight from its description: slow, and an oracle. */
export const xxh64 = (bytes: Buffer): bigint => {
  const [p1, p2, p3, p4, p5] = [
    11400714785074694791n, 14029467366897019727n, 1609587929392839161n, 9650029242287828579n, 2870177450012600261n,
  ] as const; // prettier-ignore
  const u64 = (value: bigint): bigint => value & (2n ** 64n - 1n);
  const rotl = (value: bigint, by: bigint): bigint => u64(value << by) | (value >> (64n - by));
  const round = (lane: bigint, input: bigint): bigint => u64(rotl(u64(lane + input * p2), 31n) * p1);
  let at = 0;
  let sum: bigint = p5;
  if (bytes.length >= 32) {
    const lanes = [u64(p1 + p2), p2, 0n, u64(2n ** 64n - p1)];
    for (; at + 32 <= bytes.length; at += 32)
      for (let i = 0; i < 4; i += 1) lanes[i] = round(lanes[i] ?? 0n, bytes.readBigUInt64LE(at + 8 * i));
    const [a = 0n, b = 0n, c = 0n, d = 0n] = lanes;
    sum = u64(rotl(a, 1n) + rotl(b, 7n) + rotl(c, 12n) + rotl(d, 18n));
    for (const lane of lanes) sum = u64((sum ^ round(0n, lane)) * p1 + p4);
  }
  sum = u64(sum + BigInt(bytes.length));
  for (; at + 8 <= bytes.length; at += 8)
    sum = u64(rotl(sum ^ round(0n, bytes.readBigUInt64LE(at)), 27n) * p1 + p4);
  for (; at + 4 <= bytes.length; at += 4)
    sum = u64(rotl(sum ^ u64(BigInt(bytes.readUInt32LE(at)) * p1), 23n) * p2 + p3);
  for (; at < bytes.length; at += 1) sum = u64(rotl(sum ^ u64(BigInt(bytes[at] ?? 0) * p5), 11n) * p1);
  sum = u64((sum ^ (sum >> 33n)) * p2);
  sum = u64((sum ^ (sum >> 29n)) * p3);
  return sum ^ (sum >> 32n);
};

/**
 * A Zstandard frame that stores `bytes` in blocks of `blockBytes`, a block of one repeated byte as that byte: all
 * that can be written without a compressor. With the checksum, and without the size, as `zstd` writes a pipe.
 */
export const zstdStored = (bytes: Buffer, blockBytes = 1 << 17): Buffer => {
  // magic number; flags: checksum; window of 2^17 bytes
  const parts: Buffer[] = [Buffer.from([0x28, 0xb5, 0x2f, 0xfd, 0x04, 7 << 3])];
  for (let at = 0; at === 0 || at < bytes.length; at += blockBytes) {
    const block = bytes.subarray(at, at + blockBytes);
    const isRepeated = block.length > 1 && block.every((byte) => byte === block[0]);
    const header = Buffer.alloc(3);
    header.writeUIntLE(
      (block.length << 3) | (isRepeated ? 2 : 0) | (at + blockBytes >= bytes.length ? 1 : 0),
      0,
      3,
    );
    parts.push(header, isRepeated ? block.subarray(0, 1) : block);
  }
  const checksum = Buffer.alloc(4);
  checksum.writeUInt32LE(Number(xxh64(bytes) & 0xffffffffn));
  return Buffer.concat([...parts, checksum]);
};

/** A frame that unpackers pass over. */
export const zstdSkipped = (bytes: Buffer): Buffer => {
  const header = Buffer.from([0x50, 0x2a, 0x4d, 0x18, 0, 0, 0, 0]);
  header.writeUInt32LE(bytes.length, 4);
  return Buffer.concat([header, bytes]);
};
