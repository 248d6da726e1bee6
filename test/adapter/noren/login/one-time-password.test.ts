import { expect } from 'chai';
import { oneTimePassword } from '../../../../src/adapter/noren/login/one-time-password.js';
import { UsageError } from '../../../../src/domain/failure.js';
import { Secret } from '../../../../src/domain/secret.js';
import { epochMs } from '../../../../src/domain/time.js';

/** The key of RFC 6238, appendix B: `12345678901234567890` in base32. */
const KEY = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ';

describe('oneTimePassword', () => {
  for (const [seconds, eightDigits] of [
    [59, '94287082'],
    [1_111_111_109, '07081804'],
    [1_234_567_890, '89005924'],
    [2_000_000_000, '69279037'],
  ] as const) {
    it(`gives the last six digits that RFC 6238 has for ${seconds}`, () => {
      expect(oneTimePassword(new Secret(KEY), epochMs(seconds * 1_000)).reveal()).to.equal(
        eightDigits.slice(-6),
      );
    });
  }

  it('takes the key as people copy it', () => {
    expect(
      oneTimePassword(new Secret(' gezd gnbv-gy3t qojq gezd gnbv gy3t qojq '), epochMs(59_000)).reveal(),
    ).to.equal('287082');
  });

  for (const text of ['', '123456', 'hunter2!', 'GEZ0']) {
    it(`refuses ${text === '' ? 'nothing' : text} without showing it`, () => {
      expect(() => oneTimePassword(new Secret(text), epochMs(0)))
        .to.throw(UsageError, 'base32')
        .with.property('message')
        .that.does.not.contain(text === '' ? 'undefined' : text);
    });
  }
});
