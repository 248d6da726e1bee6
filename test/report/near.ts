import { expect } from 'chai';

/** `actual` is a number within a relative tolerance of 1e-9 of `expected`. */
export const near = (actual: number | null, expected: number): void => {
  if (actual === null) expect.fail(`null instead of ${String(expected)}`);
  expect(actual).to.be.closeTo(expected, Math.abs(expected) * 1e-9);
};
