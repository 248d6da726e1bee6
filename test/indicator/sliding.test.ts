import { expect } from 'chai';
import fc from 'fast-check';
import { deviation, nextDeviation } from '../../src/indicator/deviation.js';
import { eldest, type Join, slide, sliding, type Sliding, valuesIn } from '../../src/indicator/sliding.js';
import { nextSma, sma } from '../../src/indicator/sma.js';

const joined: Join<string> = (older, newer) => older + newer;
const counted: Join<{ text: string; count: number }> = (older, newer, olderCount, newerCount) => {
  expect(older.count).to.equal(olderCount);
  expect(newer.count).to.equal(newerCount);
  return { text: older.text + newer.text, count: olderCount + newerCount };
};
const over = <S>(size: number, values: readonly S[], join: Join<S>): Sliding<S> =>
  values.reduce((window, x) => slide(window, x, join), sliding<S>(size));

describe('slide', () => {
  it('sums up the last values in their order, once there are as many', () => {
    const letters = fc.array(fc.constantFrom('a', 'b', 'c', 'd'), { maxLength: 200 });
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 70 }), letters, (size, values) => {
        const wanted = values.length < size ? undefined : values.slice(-size).join('');

        expect(over(size, values, joined).value).to.equal(wanted);
      }),
    );
  });

  it('tells the join how many values it joins', () => {
    const values = Array.from({ length: 300 }, (_, i) => ({ text: `${i},`, count: 1 }));

    for (const size of [1, 2, 31, 32, 33, 64, 100]) {
      expect(over(size, values, counted).value?.count).to.equal(size);
    }
  });

  it('gives back its values where it keeps them', () => {
    const numbers = fc.array(fc.integer(), { maxLength: 200 });
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 70 }), numbers, (size, values) => {
        const window = over<number>(size, values, eldest);

        expect(valuesIn(window)).to.deep.equal(values.slice(-size));
        expect(window.value).to.equal(values.length < size ? undefined : values.at(-size));
      }),
    );
  });

  it('leaves no rounding of what has left it: a million great values, then small ones', () => {
    const size = 200;
    let average = sma(size);
    let spread = deviation(size);
    const recent: number[] = [];
    for (let i = 0; i < 1_000_000; i += 1) {
      const x = (i < 990_000 ? 1e12 : 1) * (1 + ((i * 7_919) % 1_000) / 1_000);
      average = nextSma(average, x);
      spread = nextDeviation(spread, x);
      if (i >= 1_000_000 - size) recent.push(x);
    }
    const mean = recent.reduce((sum, x) => sum + x) / size;
    const variance = recent.reduce((sum, x) => sum + (x - mean) ** 2, 0) / size;

    expect(average.value).to.be.closeTo(mean, 1e-9);
    expect(spread.value?.mean).to.be.closeTo(mean, 1e-9);
    expect(spread.value?.deviation).to.be.closeTo(Math.sqrt(variance), 1e-9);
  });

  it('gives equal values back as they are, to the last bit', () => {
    for (const x of [0.1, 1_446.35, 1e-9, 123_456_789.05]) {
      let average = sma(7);
      let spread = deviation(7);
      for (let i = 0; i < 50; i += 1) {
        average = nextSma(average, x);
        spread = nextDeviation(spread, x);
        if (i >= 6) expect(average.value).to.equal(x);
        if (i >= 6) expect(spread.value).to.deep.equal({ mean: x, deviation: 0 });
      }
    }
  });

  it('is flat in JSON, however long', () => {
    const depthOf = (value: unknown): number =>
      typeof value === 'object' && value !== null ? 1 + Math.max(0, ...Object.values(value).map(depthOf)) : 0;
    const long = over<number>(
      5_000,
      Array.from({ length: 9_000 }, (_, i) => i),
      eldest,
    );

    expect(depthOf(long)).to.equal(3);
  });
});
