import { expect } from 'chai';
import fc from 'fast-check';
import { dayVolume, nextDayVolume, tradedSince } from '../../src/domain/day-volume.js';

/** What is counted at each of `told`, behind the first. */
const countedOf = ([first = 0, ...told]: readonly number[]): readonly number[] => {
  let day = dayVolume(first);
  return told.map((volume) => {
    const traded = tradedSince(day, volume);
    day = nextDayVolume(day, volume);
    return traded;
  });
};

describe('what is traded as the day’s volume grows', () => {
  for (const { name, told, counted } of [
    { name: 'is its growth', told: [10, 25, 25, 40], counted: [15, 0, 15] },
    { name: 'is nothing below a small fall', told: [5_050, 5_040, 5_045, 5_060], counted: [0, 0, 10] },
    { name: 'is nothing of a 0 that comes once', told: [5_050, 0, 5_060], counted: [0, 10] },
    { name: 'goes on behind a deep fall', told: [1_010, 500, 520, 530], counted: [0, 20, 10] },
    { name: 'is nothing below a small fall behind a deep one', told: [5_000, 0, 100, 90, 110], counted: [0, 100, 0, 10] }, // prettier-ignore
    { name: 'is of a jump above the most only what lies above', told: [5_000, 10, 30, 5_060], counted: [0, 20, 60] }, // prettier-ignore
  ])
    it(name, () => {
      expect(countedOf(told)).to.deep.equal(counted);
    });

  it('is all of the growth, once, however messages come late', () => {
    const totals = fc.array(fc.nat(500), { minLength: 2, maxLength: 40 });
    fc.assert(
      fc.property(totals, fc.array(fc.nat(3), { maxLength: 40 }), (added, late) => {
        let total = 5_000;
        const growing = added.map((units) => (total += units));
        // each is told up to three messages late: some come behind greater ones
        const told = growing
          .map((volume, i) => ({ volume, at: i + (late[i] ?? 0) }))
          .sort((a, b) => a.at - b.at)
          .map(({ volume }) => volume);
        const sum = countedOf([5_000, ...told]).reduce((all, units) => all + units, 0);
        expect(sum).to.equal(total - 5_000);
      }),
    );
  });
});
