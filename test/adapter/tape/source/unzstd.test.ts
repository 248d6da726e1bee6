import { expect } from 'chai';
import fc from 'fast-check';
import { unzstd } from '../../../../src/adapter/tape/source/unzstd.js';
import { Xxh64 } from '../../../../src/adapter/tape/source/xxh64.js';
import { joined, pieces } from '../../../support/pieces.js';
import { rejection } from '../../../support/rejection.js';
import { zstdPacked } from '../../../support/zstd-packed.js';
import { xxh64, zstdSkipped, zstdStored } from '../../../support/zstd.js';

const bytesOf = (bytes: Uint8Array): Buffer => Buffer.from(bytes);
const anyBytes = fc.uint8Array({ maxLength: 300 }).map(bytesOf);

describe('Xxh64', () => {
  it('sums the texts whose sums are published', () => {
    const sumOf = (text: string): string => {
      const sum = new Xxh64();
      sum.update(Buffer.from(text));
      return sum.digest().toString(16);
    };

    expect(sumOf('')).to.equal('ef46db3751d8e999');
    expect(sumOf('abc')).to.equal('44bc2cf5ad770999');
    expect(sumOf('Nobody inspects the spammish repetition')).to.equal('fbcea83c8a378bf1');
  });

  it('sums any bytes in any pieces as the description of the algorithm does', () => {
    fc.assert(
      fc.property(anyBytes, fc.integer({ min: 1, max: 99 }), (bytes, length) => {
        const sum = new Xxh64();
        for (let at = 0; at < bytes.length; at += length) sum.update(bytes.subarray(at, at + length));

        expect(sum.digest()).to.equal(xxh64(bytes));
      }),
      { numRuns: 500 },
    );
  });
});

describe('unzstd', () => {
  it('unpacks frames of stored and repeated blocks, one behind the other, in whatever pieces they come', async () => {
    const content = fc.oneof(
      anyBytes,
      fc.integer({ min: 0, max: 400 }).map((n) => Buffer.alloc(n, 120)),
    );
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(content, fc.integer({ min: 1, max: 200 }), fc.boolean()), { maxLength: 4 }),
        fc.integer({ min: 1, max: 70 }),
        async (frames, length) => {
          const packed = frames.flatMap(([bytes, block, isSkipped]) =>
            isSkipped ? [zstdSkipped(bytes), zstdStored(bytes, block)] : [zstdStored(bytes, block)],
          );

          const unpacked = await joined(unzstd(pieces(Buffer.concat(packed), length)));

          expect(unpacked).to.deep.equal(Buffer.concat(frames.map(([bytes]) => bytes)));
        },
      ),
      { numRuns: 200 },
    );
  });

  it('unpacks what a real compressor packed', async () => {
    const text = Buffer.from(
      Array.from(
        { length: 60_000 },
        (_, i) => `${1_766_979_900_000 + 137 * i},tf,NSE|22,${(i * 7919) % 977}\n`,
      ).join(''),
    );
    const packed = zstdPacked(text);

    expect(packed.length).to.be.lessThan(text.length / 3);
    expect((await joined(unzstd(pieces(packed, 1_000)))).equals(text)).to.equal(true);
    expect((await joined(unzstd(pieces(packed, 1 << 20)))).equals(text)).to.equal(true);
    expect(
      await rejection(joined(unzstd(pieces(packed.subarray(0, packed.length - 1), 1_000)))),
    ).to.be.instanceOf(Error);
  });

  it('makes an error or the frames before of what is cut off at any byte', async () => {
    const first = zstdStored(Buffer.from('the first frame'), 4);
    const both = Buffer.concat([
      first,
      zstdSkipped(Buffer.from('skipped')),
      zstdStored(Buffer.from('the second')),
    ]);
    for (let end = 0; end < both.length; end += 1) {
      const reading = joined(unzstd(pieces(both.subarray(0, end), 5)));
      const isBetweenFrames = end === 0 || end === first.length || end === first.length + 8 + 7;
      if (isBetweenFrames) expect((await reading).toString()).to.equal(end === 0 ? '' : 'the first frame');
      else expect(await rejection(reading), `${end}`).to.be.instanceOf(Error);
    }
  });

  it('makes an error or the same bytes of a frame with any one bit flipped', async () => {
    const bytes = Buffer.from('2025-12-29 09:15:00,25974.90,75');
    const frame = zstdStored(bytes, 8);
    let errors = 0;
    for (let bit = 0; bit < 8 * frame.length; bit += 1) {
      const flipped = Buffer.from(frame);
      flipped[bit >> 3] = (flipped[bit >> 3] ?? 0) ^ (1 << (bit & 7));
      try {
        expect(await joined(unzstd(pieces(flipped, 64))), `bit ${bit}`).to.deep.equal(bytes);
      } catch (error) {
        if (error instanceof Error && error.name === 'AssertionError') throw error;
        errors += 1;
      }
    }
    expect(errors).to.be.greaterThan(8 * bytes.length);
  });

  it('refuses a window that memory should not be given for', async () => {
    const frame = zstdStored(Buffer.from('x'));
    frame[5] = 31 << 3;

    expect(await rejection(joined(unzstd(pieces(frame, 64))))).to.match(/window of 2199023255552 bytes/);
  });

  it('closes what it reads when nobody reads on', async () => {
    let isClosed = false;
    async function* source(): AsyncGenerator<Buffer> {
      try {
        yield* pieces(Buffer.concat([zstdStored(Buffer.from('one')), zstdStored(Buffer.from('two'))]), 3);
      } finally {
        isClosed = true;
      }
    }
    for await (const piece of unzstd(source())) {
      expect(piece.toString()).to.equal('one');
      break;
    }
    expect(isClosed).to.equal(true);
  });
});
