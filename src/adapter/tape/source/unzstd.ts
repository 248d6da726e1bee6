import { Decompress } from 'fzstd';
import { Xxh64 } from './xxh64.js';

/** A window larger than this is not what `zstd` makes unless it is told to (`--long=28`), and has to be in memory. */
const LARGEST_WINDOW = 1 << 27;

/**
 * What Zstandard frames hold, one behind the other. fzstd unpacks the blocks; where frames begin and end is told
 * here, since it neither notices a file cut off between two blocks of some frames nor checks sizes and checksums.
 * Throws an Error for anything that is not whole frames.
 */
export async function* unzstd(bytes: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  const input = new Input(bytes[Symbol.asyncIterator]());
  try {
    while (!(await input.isOver())) {
      const magic = await input.take(4);
      const number = magic.readUInt32LE(0);
      if ((number & 0xfffffff0) >>> 0 === SKIPPABLE) await input.skip((await input.take(4)).readUInt32LE(0));
      else if (number === FRAME) yield* frame(input);
      else throw new Error('not a Zstandard frame');
    }
  } finally {
    await input.close();
  }
}

const FRAME = 0xfd2fb528;
const SKIPPABLE = 0x184d2a50;

async function* frame(input: Input): AsyncGenerator<Buffer> {
  const header = await headerOf(input);
  const sum = new Xxh64();
  let size = 0;
  let out: Buffer[] = [];
  const decompress = new Decompress((data) => {
    if (data.length > 0) out.push(Buffer.from(data.buffer, data.byteOffset, data.length));
  });
  // fzstd wants the header together with a block.
  let before = header.bytes;
  for (let isLast = false; !isLast;) {
    const blockHeader = await input.take(3);
    const word = blockHeader.readUIntLE(0, 3);
    isLast = (word & 1) === 1;
    const isRepeated = ((word >> 1) & 3) === 1;
    if (word >>> 3 > LARGEST_BLOCK) throw new Error('a Zstandard block is too large');
    const parts = [before, blockHeader, await input.take(isRepeated ? 1 : word >>> 3)];
    const checksum = isLast && header.hasChecksum ? await input.take(4) : Buffer.alloc(0);
    decompress.push(Buffer.concat([...parts, checksum]), isLast);
    before = Buffer.alloc(0);
    for (const piece of out) {
      size += piece.length;
      if (header.hasChecksum) sum.update(piece);
    }
    if (isLast && header.hasChecksum && Number(sum.digest() & 0xffffffffn) !== checksum.readUInt32LE(0))
      throw new Error('the checksum of a Zstandard frame is wrong');
    if (isLast && header.contentBytes !== undefined && header.contentBytes !== size)
      throw new Error('a Zstandard frame unpacks to another size than it says');
    yield* out;
    out = [];
  }
}

const LARGEST_BLOCK = 1 << 17;

interface FrameHeader {
  /** As they are, the magic number included. */
  readonly bytes: Buffer;
  readonly contentBytes: number | undefined;
  readonly hasChecksum: boolean;
}

/** Reads the header behind the magic number. */
const headerOf = async (input: Input): Promise<FrameHeader> => {
  const descriptor = await input.take(1);
  const flags = descriptor.readUInt8(0);
  const isSingle = (flags & 0x20) !== 0;
  const window = await input.take(isSingle ? 0 : 1);
  const dictionary = await input.take([0, 1, 2, 4][flags & 3] ?? 0);
  const sizeBytes = [isSingle ? 1 : 0, 2, 4, 8][flags >> 6] ?? 0;
  const content = await input.take(sizeBytes);
  if ((flags & 8) !== 0) throw new Error('not a Zstandard frame');
  if (dictionary.some((byte) => byte !== 0))
    throw new Error('packed by Zstandard with a dictionary; unpack it first');
  const contentBytes =
    sizeBytes === 0
      ? undefined
      : sizeBytes === 8
        ? Number(content.readBigUInt64LE(0))
        : content.readUIntLE(0, sizeBytes) + (sizeBytes === 2 ? 256 : 0);
  const code = isSingle ? 0 : window.readUInt8(0);
  const windowBytes = isSingle ? (contentBytes ?? 0) : 2 ** (10 + (code >> 3)) * (1 + (code & 7) / 8);
  if (windowBytes > LARGEST_WINDOW)
    throw new Error(`packed by Zstandard with a window of ${windowBytes} bytes; unpack it first`);
  const magic = Buffer.alloc(4);
  magic.writeUInt32LE(FRAME);
  return {
    bytes: Buffer.concat([magic, descriptor, window, dictionary, content]),
    contentBytes,
    hasChecksum: (flags & 4) !== 0,
  };
};

/** Takes so many bytes at a time of what comes in pieces. */
class Input {
  private rest: Buffer = Buffer.alloc(0);

  constructor(private readonly pieces: AsyncIterator<Buffer>) {}

  async isOver(): Promise<boolean> {
    return this.rest.length === 0 && !(await this.more());
  }

  async take(length: number): Promise<Buffer> {
    while (this.rest.length < length) if (!(await this.more())) throw new Error('it ends too early');
    const taken = this.rest.subarray(0, length);
    this.rest = this.rest.subarray(length);
    return taken;
  }

  async skip(length: number): Promise<void> {
    for (let left = length; left > 0;) {
      if (await this.isOver()) throw new Error('it ends too early');
      const step = Math.min(left, this.rest.length);
      this.rest = this.rest.subarray(step);
      left -= step;
    }
  }

  async close(): Promise<void> {
    await this.pieces.return?.();
  }

  private async more(): Promise<boolean> {
    const next = await this.pieces.next();
    if (next.done === true) return false;
    this.rest = this.rest.length === 0 ? next.value : Buffer.concat([this.rest, next.value]);
    return true;
  }
}
