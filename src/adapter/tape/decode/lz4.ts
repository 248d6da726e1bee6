/**
 * Unpacks an LZ4 block to `length` bytes. Throws a RangeError for one that ends too early, refers to what is not
 * there or holds fewer or more: as other values it would be read without a word. Source: LZ4 block format.
 */
export const unpackLz4 = (input: Uint8Array, length: number): Uint8Array => {
  const output = new Uint8Array(length);
  if (lz4Into(input, output, 0) !== length) throw new RangeError(OF_ANOTHER_LENGTH);
  return output;
};

/**
 * The same for what Hadoop writes: blocks, each behind its length unpacked and packed, in four bytes each, most
 * significant first; some writers leave these out.
 */
export const unpackHadoopLz4 = (input: Uint8Array, length: number): Uint8Array => {
  const blocks = hadoopBlocks(input, length);
  if (blocks === undefined) return unpackLz4(input, length);
  const output = new Uint8Array(length);
  let end = 0;
  for (const block of blocks) {
    const start = end;
    end = lz4Into(block.bytes, output, start);
    if (end - start !== block.length) throw new RangeError(OF_ANOTHER_LENGTH);
  }
  return output;
};

const OF_ANOTHER_LENGTH = 'it unpacks to another length than it says';

interface Block {
  readonly bytes: Uint8Array;
  readonly length: number;
}

/** Undefined where the lengths do not add up to those of input and output: then there are none. */
const hadoopBlocks = (input: Uint8Array, length: number): readonly Block[] | undefined => {
  const view = new DataView(input.buffer, input.byteOffset, input.byteLength);
  const blocks: Block[] = [];
  let pos = 0;
  let total = 0;
  while (pos + 8 <= input.length) {
    const [unpacked, packed] = [view.getUint32(pos), view.getUint32(pos + 4)];
    blocks.push({ bytes: input.subarray(pos + 8, pos + 8 + packed), length: unpacked });
    pos += 8 + packed;
    total += unpacked;
  }
  return pos === input.length && total === length ? blocks : undefined;
};

/** Unpacks into `output` from `start` on; returns where it ends. */
const lz4Into = (input: Uint8Array, output: Uint8Array, start: number): number => {
  let pos = 0;
  let end = start;
  const byte = (): number => {
    const value = input[pos];
    if (value === undefined) throw new RangeError('it ends too early');
    pos += 1;
    return value;
  };
  const lengthOf = (first: number): number => {
    let length = first;
    if (first === 15) {
      let more = 255;
      while (more === 255) {
        more = byte();
        length += more;
      }
    }
    return length;
  };
  while (pos < input.length) {
    const token = byte();
    const literals = lengthOf(token >> 4);
    if (pos + literals > input.length || end + literals > output.length)
      throw new RangeError(OF_ANOTHER_LENGTH);
    output.set(input.subarray(pos, pos + literals), end);
    pos += literals;
    end += literals;
    if (pos === input.length) return end;
    const distance = byte() + 256 * byte();
    const matched = lengthOf(token & 15) + 4;
    if (distance === 0 || distance > end - start || end + matched > output.length)
      throw new RangeError('it refers to what is not there');
    for (let i = 0; i < matched; i += 1) output[end + i] = output[end + i - distance] ?? 0;
    end += matched;
  }
  throw new RangeError('it ends too early');
};
