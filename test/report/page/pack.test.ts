import { expect } from 'chai';
import fc from 'fast-check';
import { unpack } from '../../../src/page/shell/unpack.js';
import { pack } from '../../../src/report/page/pack.js';

const ids = fc.tuple(fc.constantFrom('a:', 'b:close', ''), fc.nat()).map(([head, n]) => `${head}${n}`);
const texts = fc.array(fc.option(fc.oneof(ids, fc.string(), fc.constantFrom('BUY', '007', '0', '1.50'))));
const decimals = fc.tuple(fc.integer({ min: -1e9, max: 1e9 }), fc.nat({ max: 6 }));

describe('pack', () => {
  it('keeps texts as they are', () => {
    fc.assert(
      fc.property(texts, (values) => {
        expect(unpack(pack(values))).to.deep.equal(values);
      }),
    );
  });

  it('keeps numbers to the sixth digit behind the point', () => {
    const numbers = fc.array(fc.option(decimals.map(([n, digits]) => n / 10 ** digits)));
    fc.assert(
      fc.property(numbers, (values) => {
        expect(unpack(pack(values))).to.deep.equal(values.map((value) => (value === 0 ? 0 : value)));
      }),
    );
  });

  it('keeps moments, which need more than 32 bits', () => {
    const moments = [1_767_000_000_000, 1_767_000_000_001, null, 0, 8_640_000_000_000_000 / 2];

    expect(unpack(pack(moments))).to.deep.equal(moments);
  });

  it('rounds what is finer, and has no value where there is none', () => {
    expect(unpack(pack([1 / 3, NaN, Infinity]))).to.deep.equal([0.333333, null, null]);
  });

  it('takes a letter a step where steps are small', () => {
    const packed = pack(Array.from({ length: 1_000 }, (_, i) => 100 + i * 0.05));

    expect(packed).to.have.property('steps').with.length.below(1_010);
  });
});
