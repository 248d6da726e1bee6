import { expect } from 'chai';
import { endOf, nextMorning } from '../../../../src/adapter/noren/login/token-end.js';
import { epochMs } from '../../../../src/domain/time.js';
import { ist } from '../../../support/ist.js';

describe('nextMorning', () => {
  for (const [obtained, ends] of [
    ['2026-01-05T08:30', '2026-01-06T05:00'],
    ['2026-01-05T23:59', '2026-01-06T05:00'],
    ['2026-01-05T00:10', '2026-01-05T05:00'],
    ['2026-01-05T05:00', '2026-01-06T05:00'],
  ] as const) {
    it(`ends a token of ${obtained} at ${ends}, India's time`, () => {
      expect(nextMorning(ist(obtained))).to.equal(ist(ends));
    });
  }
});

describe('endOf', () => {
  const at = epochMs(1_756_900_000_000);

  for (const [what, expiresIn, ends] of [
    ['seconds since 1970, as it is sent', '1756979040', 1_756_979_040_000],
    ['a number of them', 1_756_979_040, 1_756_979_040_000],
    ['seconds from now, as its name says', '3600', 1_756_903_600_000],
    ['a moment that is over', '1756000000', undefined],
    ['nothing', undefined, undefined],
    ['text', 'soon', undefined],
    ['zero', '0', undefined],
  ] as const) {
    it(`reads ${what}`, () => {
      expect(endOf(expiresIn, at)).to.equal(ends);
    });
  }
});
