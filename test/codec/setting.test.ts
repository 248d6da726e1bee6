import { expect } from 'chai';
import * as E from 'fp-ts/lib/Either.js';
import { parseSetting } from '../../src/codec/setting.js';

describe('parseSetting', () => {
  for (const [text, strategy, key, value] of [
    ['momentum.fast=8', 'momentum', 'fast', 8],
    ['momentum.fast=-1.5e3', 'momentum', 'fast', -1_500],
    ['trend.allowShort=false', 'trend', 'allowShort', false],
    ['a.b=text', 'a', 'b', 'text'],
    ['a.b="8"', 'a', 'b', '8'],
    ['a.b=', 'a', 'b', ''],
    ['a.b=x=y.z', 'a', 'b', 'x=y.z'],
    ['a.b=08', 'a', 'b', '08'], // no JSON number
    ['a.b=[1,2]', 'a', 'b', [1, 2]],
    ['a.b=two\nlines', 'a', 'b', 'two\nlines'],
    ['a.b=null', 'a', 'b', null],
  ] as const)
    it(`reads ${JSON.stringify(text)}`, () => {
      expect(parseSetting(text)).to.deep.equal(E.right({ strategy, key, value }));
    });

  for (const text of [
    '',
    'fast=8',
    'momentum.fast',
    'momentum=8',
    '.fast=8',
    'momentum.=8',
    'a.b.c=8',
    'mo mentum.fast=8',
    '=8',
  ])
    it(`refuses "${text}"`, () => {
      expect(parseSetting(text)).to.deep.equal(
        E.left(`--set ${text}: write strategy.setting=value, for example momentum.fast=8`),
      );
    });
});
