/**
 * The 64-bit xxHash of bytes that come in pieces, with the seed 0: the checksum of Zstandard frames, which fzstd
 * passes over. The four lanes are kept as pairs of 32-bit halves, since a BigInt for every 8 bytes takes ten times
 * as long; only the end of the sum is in BigInts. Source: xxHash fast digest algorithm, version 0.1.1.
 */
export class Xxh64 {
  private readonly lanes = new Uint32Array(8);
  /** What does not fill a stripe yet. */
  private readonly tail = Buffer.alloc(STRIPE);
  private tailBytes = 0;
  private bytes = 0;

  constructor() {
    [P1 + P2, P2, 0n, -P1].forEach((value, lane) => {
      const start = BigInt.asUintN(64, value);
      this.lanes[2 * lane] = Number(start & 0xffffffffn);
      this.lanes[2 * lane + 1] = Number(start >> 32n);
    });
  }

  update(piece: Buffer): void {
    this.bytes += piece.length;
    let from = 0;
    if (this.tailBytes > 0) {
      from = Math.min(STRIPE - this.tailBytes, piece.length);
      piece.copy(this.tail, this.tailBytes, 0, from);
      this.tailBytes += from;
      if (this.tailBytes < STRIPE) return;
      this.stripes(this.tail, 0, STRIPE);
      this.tailBytes = 0;
    }
    const end = piece.length - ((piece.length - from) % STRIPE);
    this.stripes(piece, from, end);
    this.tailBytes = piece.copy(this.tail, 0, end);
  }

  /** The sum of all bytes so far. */
  digest(): bigint {
    let sum = this.bytes < STRIPE ? P5 : this.merged();
    sum = wrap(sum + BigInt(this.bytes));
    let at = 0;
    for (; at + 8 <= this.tailBytes; at += 8) {
      const lane = wrap(rotate(wrap(this.tail.readBigUInt64LE(at) * P2), 31n) * P1);
      sum = wrap(rotate(sum ^ lane, 27n) * P1 + P4);
    }
    for (; at + 4 <= this.tailBytes; at += 4)
      sum = wrap(rotate(sum ^ wrap(BigInt(this.tail.readUInt32LE(at)) * P1), 23n) * P2 + P3);
    for (; at < this.tailBytes; at += 1)
      sum = wrap(rotate(sum ^ wrap(BigInt(this.tail.readUInt8(at)) * P5), 11n) * P1);
    sum = wrap((sum ^ (sum >> 33n)) * P2);
    sum = wrap((sum ^ (sum >> 29n)) * P3);
    return sum ^ (sum >> 32n);
  }

  private merged(): bigint {
    const lane = (i: number): bigint =>
      (BigInt(this.lanes[2 * i + 1] ?? 0) << 32n) | BigInt(this.lanes[2 * i] ?? 0);
    let sum = wrap(rotate(lane(0), 1n) + rotate(lane(1), 7n) + rotate(lane(2), 12n) + rotate(lane(3), 18n));
    for (let i = 0; i < 4; i += 1) sum = wrap((sum ^ wrap(rotate(wrap(lane(i) * P2), 31n) * P1)) * P1 + P4);
    return sum;
  }

  /** Each lane: (lane + input * P2), rotated left by 31, times P1; all in halves. */
  private stripes(bytes: Buffer, from: number, end: number): void {
    const { lanes } = this;
    for (let at = from; at < end; at += 8) {
      const lane = ((at - from) >> 2) & 6;
      const inLow = bytes.readUInt32LE(at);
      const inHigh = bytes.readUInt32LE(at + 4);
      const sumLow = (lanes[lane] ?? 0) + (Math.imul(inLow, P2_LOW) >>> 0);
      const sumHigh =
        (lanes[lane + 1] ?? 0) +
        (sumLow > 0xffffffff ? 1 : 0) +
        highOf(inLow, P2_LOW) +
        Math.imul(inLow, P2_HIGH) +
        Math.imul(inHigh, P2_LOW);
      const rotatedLow = (sumLow << 31) | (sumHigh >>> 1);
      const rotatedHigh = (sumHigh << 31) | (sumLow >>> 1);
      lanes[lane] = Math.imul(rotatedLow, P1_LOW);
      lanes[lane + 1] =
        highOf(rotatedLow >>> 0, P1_LOW) + Math.imul(rotatedLow, P1_HIGH) + Math.imul(rotatedHigh, P1_LOW);
    }
  }
}

const STRIPE = 32;

const P1 = 0x9e3779b185ebca87n;
const P2 = 0xc2b2ae3d27d4eb4fn;
const P3 = 0x165667b19e3779f9n;
const P4 = 0x85ebca77c2b2ae63n;
const P5 = 0x27d4eb2f165667c5n;
const P1_LOW = 0x85ebca87;
const P1_HIGH = 0x9e3779b1;
const P2_LOW = 0x27d4eb4f;
const P2_HIGH = 0xc2b2ae3d;

/** The upper 32 bits of the product of two numbers of 32 bits. */
const highOf = (a: number, b: number): number => {
  const aLow = a & 0xffff;
  const aHigh = a >>> 16;
  const bLow = b & 0xffff;
  const bHigh = b >>> 16;
  const middle = aHigh * bLow + ((aLow * bLow) >>> 16);
  const middleLow = aLow * bHigh + (middle % 0x10000);
  return aHigh * bHigh + Math.floor(middle / 0x10000) + Math.floor(middleLow / 0x10000);
};

const wrap = (value: bigint): bigint => BigInt.asUintN(64, value);

const rotate = (value: bigint, bits: bigint): bigint => wrap((value << bits) | (value >> (64n - bits)));
