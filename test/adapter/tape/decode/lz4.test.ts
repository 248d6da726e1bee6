import { expect } from 'chai';
import { unpackHadoopLz4, unpackLz4 } from '../../../../src/adapter/tape/decode/lz4.js';

const bytes = (...values: readonly number[]): Uint8Array => Uint8Array.from(values);
const text = (unpacked: Uint8Array): string => Buffer.from(unpacked).toString();

/** `abcd`, then five bytes from four back, then `e` alone: abcd + abcda + e. */
const BLOCK = bytes(0x41, 97, 98, 99, 100, 4, 0, 0x10, 101);

describe('unpackLz4', () => {
  it('unpacks what stands there and what is repeated, overlapping itself', () => {
    expect(text(unpackLz4(BLOCK, 10))).to.equal('abcdabcdae');
    expect(text(unpackLz4(bytes(0x1f, 97, 1, 0, 255, 0, 0x10, 98), 276))).to.equal(`${'a'.repeat(275)}b`); // 1 + 15 + 255 + 4
  });

  it('refuses a block cut off anywhere, and one of another length', () => {
    for (let end = 0; end < BLOCK.length; end += 1)
      expect(() => unpackLz4(BLOCK.subarray(0, end), 10)).to.throw(RangeError);
    expect(() => unpackLz4(BLOCK, 9)).to.throw(RangeError);
    expect(() => unpackLz4(BLOCK, 11)).to.throw(RangeError);
  });

  it('refuses a reference to what is not there', () => {
    expect(() => unpackLz4(bytes(0x10, 97, 2, 0, 0x10, 98), 6)).to.throw('refers to what is not there');
    expect(() => unpackLz4(bytes(0x10, 97, 0, 0, 0x10, 98), 6)).to.throw('refers to what is not there');
  });
});

describe('unpackHadoopLz4', () => {
  const framed = bytes(0, 0, 0, 10, 0, 0, 0, BLOCK.length, ...BLOCK);

  it('unpacks blocks behind their lengths, and a block without any', () => {
    expect(text(unpackHadoopLz4(bytes(...framed, ...framed), 20))).to.equal('abcdabcdae'.repeat(2));
    expect(text(unpackHadoopLz4(BLOCK, 10))).to.equal('abcdabcdae');
  });

  it('refuses blocks that do not hold what they say', () => {
    expect(() => unpackHadoopLz4(bytes(0, 0, 0, 9, ...framed.subarray(4)), 10)).to.throw(RangeError);
    expect(() => unpackHadoopLz4(framed, 11)).to.throw(RangeError);
  });
});
