import { expect } from 'chai';
import { type Random, randomsOf } from '../../../src/adapter/generator/random.js';

const drawn = (n: number, draw: () => number): readonly number[] => Array.from({ length: n }, draw);
const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;

describe('randomsOf', () => {
  let random: Random;
  beforeEach(() => {
    random = randomsOf(42)();
  });

  it('repeats itself for the same seed', () => {
    const other = randomsOf(42)();

    expect(drawn(50, random.uniform)).to.deep.equal(drawn(50, other.uniform));
  });

  it('hands out a sequence that the use of another does not move', () => {
    const one = randomsOf(42);
    one();
    const second = one();
    const two = randomsOf(42);
    drawn(1000, two().uniform);

    expect(drawn(50, two().uniform)).to.deep.equal(drawn(50, second.uniform));
  });

  it('hands out sequences that differ by seed and by turn', () => {
    const next = randomsOf(42);
    const firsts = [
      next().uniform(),
      next().uniform(),
      randomsOf(43)().uniform(),
      randomsOf(-42)().uniform(),
    ];

    expect(new Set(firsts).size).to.equal(4);
  });

  it('has normals of mean 0 and deviation 1', () => {
    const normals = drawn(20_000, random.normal);

    expect(mean(normals)).to.be.within(-0.03, 0.03); // 4 / sqrt(20,000) = 0.028
    expect(mean(normals.map((value) => value * value))).to.be.within(0.96, 1.04);
  });

  it('has whole heavy-tailed numbers from 1 to the most, of which n or more come once in n times', () => {
    const sizes = drawn(20_000, () => random.heavyTailed(50));
    const share = (n: number): number => sizes.filter((size) => size >= n).length / sizes.length;

    expect(sizes.every(Number.isInteger)).to.equal(true);
    expect(Math.min(...sizes)).to.equal(1);
    expect(Math.max(...sizes)).to.equal(50);
    expect(share(2)).to.be.within(0.47, 0.53); // (1/2 - 1/51) / (50/51) = 0.49
    expect(share(10)).to.be.within(0.07, 0.1); // (1/10 - 1/51) / (50/51) = 0.082
  });

  it('is true with the probability asked for', () => {
    const hits = drawn(20_000, () => (random.chance(0.2) ? 1 : 0));

    expect(mean(hits)).to.be.within(0.188, 0.212); // 4 * sqrt(0.2 * 0.8 / 20,000) = 0.011
  });
});
