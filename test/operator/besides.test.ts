import { besides } from '../../src/operator/besides.js';
import { marbles } from './marbles.js';

describe('besides', () => {
  const cases: readonly (readonly [
    name: string,
    source: string,
    other: string,
    expected: string,
    left: string,
  ])[] = [
    ['is silent where both are', '-----', '-----', '-----', '^'],
    ['ends with the values, and leaves the others', '-a-|', '--x--y', '-ax|', '^--!'],
    ['goes on where the others end', '-a---b-|', '--x|', '-ax--b-|', '^--!'],
    ['ends in an error of the values', '-a-#', '--x---', '-ax#', '^--!'],
    ['ends in an error of the others', '-a---b|', '--x#', '-ax#', '^--!'],
  ];
  for (const [name, source, other, expected, left] of cases) {
    it(name, () => {
      marbles(({ hot, expectObservable, expectSubscriptions }) => {
        const value$ = hot(source);
        const other$ = hot(other);

        expectObservable(value$.pipe(besides(other$))).toBe(expected);
        expectSubscriptions(other$.subscriptions).toBe(left);
      });
    });
  }
});
