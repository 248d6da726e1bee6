import { expect } from 'chai';
import fc from 'fast-check';
import { duration } from '../../src/cli/option.js';
import { durationText } from '../../src/domain/duration-text.js';

describe('durationText', () => {
  for (const [ms, text] of [
    [0, '0ms'],
    [1, '1ms'],
    [999, '999ms'],
    [1_000, '1s'],
    [1_001, '1001ms'],
    [60_000, '1m'],
    [90_000, '90s'],
    [3_600_000, '1h'],
    [86_400_000, '1d'],
    [129_600_000, '36h'],
  ] as const)
    it(`is ${text} for ${ms} ms`, () => {
      expect(durationText(ms)).to.equal(text);
    });

  it('is what the command line reads back', () => {
    fc.assert(
      fc.property(fc.nat(1e9), fc.constantFrom(1, 1_000, 60_000, 3_600_000), (count, unit) => {
        expect(duration(durationText(count * unit))).to.equal(count * unit);
      }),
    );
  });
});
