import { expect } from 'chai';
import * as E from 'fp-ts/lib/Either.js';
import { parseParameter } from '../../../src/codec/sweep/parameter.js';

describe('parseParameter', () => {
  const VALUES: readonly (readonly [text: string, values: readonly unknown[]])[] = [
    ['5:20:5', [5, 10, 15, 20]],
    ['5:21:5', [5, 10, 15, 20]], // 25 would be beyond
    ['7:7:1', [7]],
    ['0.1:0.3:0.1', [0.1, 0.2, 0.3]], // no 0.30000000000000004
    ['-2:2:2', [-2, 0, 2]],
    ['1e3:3e3:1e3', [1000, 2000, 3000]],
    ['8', [8]],
    ['5,8,13', [5, 8, 13]],
    ['true,false', [true, false]],
    ['slow, fast', ['slow', 'fast']],
    ['09:15', ['09:15']],
    ['09:15,09:30', ['09:15', '09:30']],
    ['10:50', ['10:50']],
    ['10:50:10', [10, 20, 30, 40, 50]], // a time of day too, and a range all the same
    ['20:40:10', [20, 30, 40]],
    ['"09:15:30"', ['09:15:30']],
    ['"09:15:30","20:40:10", 09:20', ['09:15:30', '20:40:10', '09:20']],
    ['"a,b"', ['a,b']], // the quotes of one value hold too
    ['"5:50:5"', ['5:50:5']],
    ['""', ['']],
    [' [1, 2] ', [[1, 2]]],
    ['[1,2]', [[1, 2]]],
    [
      '[1,2],[3,4]',
      [
        [1, 2],
        [3, 4],
      ],
    ],
    ['{"a":1,"b":[2,3]},{"a":4}', [{ a: 1, b: [2, 3] }, { a: 4 }]],
    ['"a,b","c]"', ['a,b', 'c]']],
    ['"a\\",b",c', ['a",b', 'c']],
    ['1:5:1,8,13', [1, 2, 3, 4, 5, 8, 13]],
    ['13,1:3:1', [13, 1, 2, 3]],
    ['1:3:1,3:9:3', [1, 2, 3, 6, 9]],
    ['5,5.0,8', [5, 8]],
    ['1e3,1000', [1000]],
    ['5,"5"', [5, '5']],
    ['5,8,5', [5, 8]],
  ];
  for (const [text, values] of VALUES) {
    it(`makes ${JSON.stringify(values)} of ${text}`, () => {
      expect(parseParameter(`momentum.fast=${text}`)).to.deep.equal(
        E.right({ strategy: 'momentum', key: 'fast', values }),
      );
    });
  }

  const REFUSED: readonly (readonly [text: string, says: string])[] = [
    ['momentum.fast=5:50', 'write a range as from:to:step'],
    ['momentum.fast=5:50:', 'write a range as from:to:step'],
    ['momentum.fast=5:50:5:5', 'write a range as from:to:step'],
    ['momentum.fast=5:50:0', 'a step of 0'],
    ['momentum.fast=5:50:-5', 'a step of -5'],
    ['momentum.fast=50:5:5', 'nothing lies from 50 up to 5'],
    ['momentum.fast=0:1:0.000001', '1000001 values'],
    [
      'momentum.fast=09:20:00',
      'a step of 0 comes to no end; write one above 0; for the time of day write "09:20:00"',
    ],
    ['momentum.fast=15:09:30', 'nothing lies from 15 up to 9; for the time of day write "15:09:30"'],
    ['momentum.fast=', 'a value is missing'],
    ['momentum.fast=5,,8', 'a value is missing'],
    ['momentum.fast=1:5,8', '1:5: write a range as from:to:step'],
    ['momentum.fast=1:50000:1,60000:120000:1', '110001 values'],
    ['momentum.fast=[1,2],[3', 'a ] is missing'],
    ['momentum.fast={"a":1},"b', 'a " is missing'],
    ['fast=5', 'write strategy.setting=value'],
  ];
  for (const [text, says] of REFUSED) {
    it(`refuses ${text}`, () => {
      const parsed = parseParameter(text);

      expect(E.isLeft(parsed) && parsed.left)
        .to.contain(text)
        .and.to.contain(says);
    });
  }
});
