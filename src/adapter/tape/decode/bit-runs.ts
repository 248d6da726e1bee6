/**
 * Reads numbers of `width` bits, stored as runs of one value and as packed bits in turn, into `target` from `bytes`
 * at `from`; as many as it has room for. Throws a RangeError when the bytes end before, or a number is wider than
 * it may be. Source: the Parquet format's encodings, RLE/bit-packing hybrid.
 */
export const readBitRuns = (
  bytes: Uint8Array,
  from: number,
  width: number,
  target: Uint8Array | Uint32Array,
): void => {
  if (width > 32) throw new RangeError(`numbers of ${width} bits`);
  const byteWidth = (width + 7) >> 3;
  const limit = 2 ** width;
  const room = target.length;
  let pos = from;
  let seen = 0;
  while (seen < room) {
    let head = 0;
    let shift = 0;
    let byte = 0x80;
    while (byte >= 0x80) {
      byte = bytes[pos] ?? -1;
      if (byte === -1 || shift > 28) throw new RangeError('its numbers end too early');
      head += (byte & 0x7f) * 2 ** shift;
      shift += 7;
      pos += 1;
    }
    if (head % 2 === 0) {
      let value = 0;
      for (let i = 0; i < byteWidth; i += 1) value += byteAt(bytes, pos + i) * 2 ** (8 * i);
      pos += byteWidth;
      if (value >= limit) throw new RangeError(`${value} in numbers of ${width} bits`);
      const end = Math.min(room, seen + head / 2);
      if (end === seen) throw new RangeError('a run of nothing');
      target.fill(value, seen, end);
      seen = end;
      continue;
    }
    const count = Math.min(room - seen, ((head - 1) / 2) * 8);
    if (count === 0) throw new RangeError('a run of nothing');
    unpackBits(bytes, pos, width, target, seen, count);
    pos += ((head - 1) / 2) * width;
    seen += count;
  }
};

const byteAt = (bytes: Uint8Array, pos: number): number => {
  const byte = bytes[pos];
  if (byte === undefined) throw new RangeError('its numbers end too early');
  return byte;
};

const unpackBits = (
  bytes: Uint8Array,
  from: number,
  width: number,
  target: Uint8Array | Uint32Array,
  start: number,
  count: number,
): void => {
  if (from + Math.ceil((count * width) / 8) > bytes.length) throw new RangeError('its numbers end too early');
  if (width > 24) {
    // Does not fit the 32 bits that are shifted below; no dictionary is as large.
    throw new RangeError(`numbers of ${width} packed bits`);
  }
  const mask = 2 ** width - 1;
  let pos = from;
  let held = 0;
  let bits = 0;
  for (let i = 0; i < count; i += 1) {
    while (bits < width) {
      held |= (bytes[pos] ?? 0) << bits;
      bits += 8;
      pos += 1;
    }
    target[start + i] = held & mask;
    held >>>= width;
    bits -= width;
  }
};

/** The bit of which `bytes` begin with one run of at least `count`; undefined where they begin otherwise. */
export const bitRunOf = (bytes: Uint8Array, count: number): 0 | 1 | undefined => {
  let head = 0;
  for (let i = 0; i < 5; i += 1) {
    const byte = bytes[i] ?? 0xff;
    head += (byte & 0x7f) * 2 ** (7 * i);
    if (byte >= 0x80) continue;
    const value = bytes[i + 1];
    return head % 2 === 0 && head / 2 >= count && (value === 0 || value === 1) ? value : undefined;
  }
  return undefined;
};
