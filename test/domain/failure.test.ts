import { expect } from 'chai';
import { DataError, isFailure, UsageError } from '../../src/domain/failure.js';

describe('isFailure', () => {
  it('knows what a person can mend, and its exit code', () => {
    for (const [failure, exitCode] of [
      [new UsageError('no such file'), 2],
      [new DataError('row 7'), 1],
    ] as const) {
      expect(isFailure(failure)).to.equal(true);
      expect(failure.exitCode).to.equal(exitCode);
      expect(failure.name).to.equal(failure.constructor.name);
    }
  });

  it('knows one of another copy of the module', () => {
    expect(isFailure(Object.assign(new Error('elsewhere'), { exitCode: 2 }))).to.equal(true);
  });

  for (const [name, value] of [
    ['another error', new Error('boom')],
    ['an error of a process', Object.assign(new Error('killed'), { exitCode: 137 })],
    ['no error', { exitCode: 2 }],
    ['nothing', undefined],
  ] as const)
    it(`is false for ${name}`, () => {
      expect(isFailure(value)).to.equal(false);
    });
});
