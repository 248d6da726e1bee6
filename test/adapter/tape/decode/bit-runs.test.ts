import { expect } from 'chai';
import fc from 'fast-check';
import { bitRunOf, readBitRuns } from '../../../../src/adapter/tape/decode/bit-runs.js';

/** A run of one value, or values each in its bits, eight at a time; as the format's documents write them. */
type Run = { readonly value: number; readonly times: number } | { readonly values: readonly number[] };

const varint = (value: number): number[] =>
  value < 0x80 ? [value] : [(value & 0x7f) | 0x80, ...varint(value >>> 7)];

const encoded = (runs: readonly Run[], width: number): Uint8Array =>
  Uint8Array.from(
    runs.flatMap((run) => {
      if ('times' in run) {
        const bytes = Array.from({ length: (width + 7) >> 3 }, (_, i) => (run.value >>> (8 * i)) & 0xff);
        return [...varint(run.times * 2), ...bytes];
      }
      const bits = run.values.flatMap((value) => Array.from({ length: width }, (_, i) => (value >>> i) & 1));
      const bytes = Array.from({ length: bits.length / 8 }, (_, i) =>
        bits.slice(8 * i, 8 * i + 8).reduce((byte, bit, place) => byte | (bit << place), 0),
      );
      return [...varint((run.values.length / 8) * 2 + 1), ...bytes];
    }),
  );

const widthAndRuns = fc.integer({ min: 1, max: 20 }).chain((width) => {
  const value = fc.integer({ min: 0, max: 2 ** width - 1 });
  const packed = fc
    .integer({ min: 1, max: 4 })
    .chain((groups) => fc.array(value, { minLength: 8 * groups, maxLength: 8 * groups }));
  const run = fc.oneof(
    fc.record({ value, times: fc.integer({ min: 1, max: 300 }) }),
    packed.map((values) => ({ values })),
  );
  return fc.record({ width: fc.constant(width), runs: fc.array(run, { minLength: 1, maxLength: 6 }) });
});

const read = (bytes: Uint8Array, width: number, count: number): number[] => {
  const target = new Uint32Array(count);
  readBitRuns(bytes, 0, width, target);
  return [...target];
};

describe('readBitRuns', () => {
  it('reads back what is written in runs and in packed bits, as many as are asked for', () => {
    fc.assert(
      fc.property(widthAndRuns, fc.nat(7), ({ width, runs }, fewer) => {
        const values = runs.flatMap((run) =>
          'times' in run ? Array<number>(run.times).fill(run.value) : run.values,
        );
        const wanted = values.slice(0, Math.max(1, values.length - fewer));

        expect(read(encoded(runs, width), width, wanted.length)).to.deep.equal(wanted);
      }),
    );
  });

  it('refuses bytes that end before the numbers do, wherever they end', () => {
    fc.assert(
      fc.property(widthAndRuns, fc.nat(), ({ width, runs }, cut) => {
        const bytes = encoded(runs, width);
        const count = runs.reduce((sum, run) => sum + ('times' in run ? run.times : run.values.length), 0);

        expect(() => read(bytes.subarray(0, cut % bytes.length), width, count)).to.throw(RangeError);
      }),
    );
  });

  it('refuses a run of nothing, of which a file could hold any number, and a number wider than it may be', () => {
    expect(() => read(Uint8Array.of(0, 0, 2, 1), 1, 1)).to.throw('a run of nothing');
    expect(() => read(Uint8Array.of(1, 2, 1), 1, 1)).to.throw('a run of nothing');
    expect(() => read(Uint8Array.of(2, 2), 1, 1)).to.throw('2 in numbers of 1 bits');
    expect(() => read(Uint8Array.of(2, 0), 33, 1)).to.throw('33 bits');
    expect(() => read(Uint8Array.of(0xff, 0xff, 0xff, 0xff, 0xff, 1), 1, 1)).to.throw(RangeError);
  });
});

describe('bitRunOf', () => {
  it('tells the bit of one run that is long enough, and nothing else', () => {
    expect(bitRunOf(encoded([{ value: 1, times: 300 }], 1), 300)).to.equal(1);
    expect(bitRunOf(encoded([{ value: 0, times: 300 }], 1), 299)).to.equal(0);
    expect(bitRunOf(encoded([{ value: 0, times: 300 }], 1), 301)).to.equal(undefined);
    expect(bitRunOf(encoded([{ values: [1, 1, 1, 1, 1, 1, 1, 1] }], 1), 8)).to.equal(undefined);
    expect(bitRunOf(Uint8Array.of(0x80), 1)).to.equal(undefined);
  });
});
