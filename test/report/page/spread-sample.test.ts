import { expect } from 'chai';
import fc from 'fast-check';
import { SpreadSample } from '../../../src/report/page/spread-sample.js';

const sampleOf = (sizes: readonly number[], room: { readonly pieces: number; readonly size: number }) => {
  const sample = new SpreadSample<{ readonly at: number; readonly size: number }>(room);
  for (const [at, size] of sizes.entries()) sample.take(() => ({ at, size }));
  return sample;
};

describe('SpreadSample', () => {
  it('keeps all while there is room', () => {
    const sample = sampleOf([1, 1, 1], { pieces: 3, size: 3 });

    expect(sample.kept.map(({ at }) => at)).to.deep.equal([0, 1, 2]);
  });

  it('keeps every second, every fourth and so on when there is not', () => {
    const sample = sampleOf(
      Array.from({ length: 100 }, () => 1),
      { pieces: 10, size: 1_000 },
    );

    expect(sample.kept.map(({ at }) => at)).to.deep.equal([0, 16, 32, 48, 64, 80, 96]);
    expect(sample.count).to.equal(100);
  });

  it('never keeps more than there is room for, evenly spread, whatever the sizes', () => {
    const room = fc.record({ pieces: fc.nat({ max: 20 }), size: fc.nat({ max: 200 }) });
    fc.assert(
      fc.property(fc.array(fc.nat({ max: 50 })), room, (sizes, limits) => {
        const { kept } = sampleOf(sizes, limits);
        const steps = kept.slice(1).map(({ at }, i) => at - (kept[i]?.at ?? 0));

        expect(kept.length).to.be.at.most(limits.pieces);
        expect(kept.reduce((sum, { size }) => sum + size, 0)).to.be.at.most(limits.size);
        expect(new Set(steps).size).to.be.at.most(1);
      }),
    );
  });

  it('makes nothing that it does not keep', () => {
    let made = 0;
    const sample = new SpreadSample({ pieces: 4, size: 4 });
    for (let i = 0; i < 1_000; i += 1)
      sample.take(() => {
        made += 1;
        return { size: 1 };
      });

    expect(made).to.be.below(4 * Math.log2(1_000));
  });
});
