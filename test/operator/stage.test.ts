import { expect } from 'chai';
import { map, of, take } from 'rxjs';
import { fuse, lift, type Stage } from '../../src/operator/stage.js';
import { marbles } from './marbles.js';

/** The sum of all numbers so far; emits nothing for a zero, and throws at a negative number. */
const sums: Stage<number, number> = (emit) => {
  let sum = 0;
  return (value) => {
    if (value < 0) throw new Error('below zero');
    sum += value;
    if (value !== 0) emit(sum);
  };
};

const values = { a: 1, b: 2, c: 3, d: 6, z: 0, n: -1 };
const belowZero = new Error('below zero');

describe('lift', () => {
  const cases: readonly (readonly [name: string, source: string, expected: string, subscription: string])[] =
    [
      ['never', '        -----', '-----', '^----'],
      ['empty', '        ---|', ' ---|', ' ^--!'],
      ['one value', '    --a--|', '--a--|', '^----!'],
      ['many values', '  -a-b-c|', '-a-c-d|', '^-----!'],
      ['an error', '     -a-#', '-a-#', '^--!'],
      ['a value that concludes nothing', '-a-z-b|', '-a---c|', '^-----!'],
      ['a throw', '      -a-n-b|', '-a-#', '^--!'],
    ];
  for (const [name, source, expected, subscription] of cases) {
    it(`runs a stage over a stream of ${name}`, () => {
      marbles(({ hot, expectObservable, expectSubscriptions }) => {
        const source$ = hot(source.trim(), values);

        const error = name === 'a throw' ? belowZero : 'error';
        expectObservable(source$.pipe(lift(sums))).toBe(expected.trim(), values, error);
        expectSubscriptions(source$.subscriptions).toBe(subscription.trim());
      });
    });
  }

  it('leaves its source when it is left', () => {
    marbles(({ hot, expectObservable, expectSubscriptions }) => {
      const source$ = hot('-a-b-c|', values);
      const leaving = '    ----!';
      const expected = '   -a-c';

      expectObservable(source$.pipe(lift(sums)), leaving).toBe(expected, values);
      expectSubscriptions(source$.subscriptions).toBe('^---!');
    });
  });

  it('stops a source that never waits once enough was taken', () => {
    const taken: number[] = [];
    const heard: number[] = [];

    of(1, 2, 3)
      .pipe(
        map((value) => {
          heard.push(value);
          return value;
        }),
        lift(sums),
        take(2),
      )
      .subscribe((value) => taken.push(value));

    expect(taken).to.deep.equal([1, 3]);
    expect(heard).to.deep.equal([1, 2]);
  });

  it('begins the stage anew for each subscription', () => {
    marbles(({ cold, expectObservable }) => {
      const summed$ = cold('-a-b-c|', values).pipe(lift(sums));

      expectObservable(summed$, '^------!').toBe('-a-c-d|', values);
      expectObservable(summed$, '--^').toBe('    ---a-c-d|', values);
    });
  });

  it('makes an error of what a stage throws as it begins', () => {
    marbles(({ hot, expectObservable }) => {
      const broken: Stage<number, number> = () => {
        throw belowZero;
      };

      expectObservable(hot('-a-|', values).pipe(lift(broken))).toBe('#', values, belowZero);
    });
  });
});

describe('fuse', () => {
  const twice: Stage<number, number> = (emit) => (value) => {
    emit(value);
    emit(value * 10);
  };

  it('gives all that the first emits to the second, in order', () => {
    const out: number[] = [];
    const take = fuse(twice, sums)((value) => out.push(value));

    take(1);
    take(2);

    expect(out).to.deep.equal([1, 11, 13, 33]); // 1, + 10, + 2, + 20
  });

  it('is as if both were lifted one behind the other', () => {
    marbles(({ hot, expectObservable }) => {
      const source$ = hot('-a-b-c|', values);
      const apart$ = source$.pipe(lift(twice), lift(sums));

      expectObservable(source$.pipe(lift(fuse(twice, sums)))).toEqual(apart$);
    });
  });

  it('begins both anew for each subscription', () => {
    const stage = fuse(sums, sums);
    const out: string[] = [];
    const first = stage((value) => out.push(`first ${value}`));
    const second = stage((value) => out.push(`second ${value}`));

    first(1);
    second(5);
    first(1);

    expect(out).to.deep.equal(['first 1', 'second 5', 'first 3']); // 1; 5; 1 + 2
  });
});
