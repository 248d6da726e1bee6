import { expect } from 'chai';
import * as E from 'fp-ts/lib/Either.js';
import * as t from 'io-ts';
import { Periods, Positive, Quantity, withDefault } from '../../src/codec/config.js';
import { explain } from '../../src/codec/explain.js';

const decoded = (type: t.Mixed, value: unknown): unknown => E.getOrElseW(explain)(type.decode(value));

for (const [name, type, words] of [
  ['Periods', Periods, 'a whole number of at least 1'],
  ['Quantity', Quantity, 'a whole number of units, at least 1'],
] as const)
  describe(name, () => {
    for (const value of [1, 2, 400, Number.MAX_SAFE_INTEGER])
      it(`takes ${value}`, () => {
        expect(decoded(type, value)).to.equal(value);
        expect(type.is(value)).to.equal(true);
      });

    for (const [value, shown] of [
      [0, '0'],
      [-3, '-3'],
      [1.5, '1.5'],
      [NaN, 'NaN'],
      [Infinity, 'Infinity'],
      [2 ** 53, '9007199254740992'],
      ['8', '"8"'],
      [null, 'null'],
      [undefined, 'nothing'],
      [[8], '[8]'],
    ] as const)
      it(`refuses ${shown}`, () => {
        expect(decoded(type, value)).to.deep.equal([`expected ${words}, got ${shown}`]);
        expect(type.is(value)).to.equal(false);
      });
  });

describe('Positive', () => {
  for (const value of [0.0001, 2, 1e9])
    it(`takes ${value}`, () => {
      expect(decoded(Positive, value)).to.equal(value);
    });

  for (const value of [0, -0, -2, NaN, Infinity, '2', null, undefined])
    it(`refuses ${JSON.stringify(value)}`, () => {
      expect(decoded(Positive, value)).to.be.an('array').of.length(1);
    });
});

describe('withDefault', () => {
  const Config = t.strict({ fast: Periods, allowShort: withDefault(t.boolean, true) });

  it('takes its value where the setting is left out, or nothing', () => {
    expect(decoded(Config, { fast: 3 })).to.deep.equal({ fast: 3, allowShort: true });
    expect(decoded(Config, { fast: 3, allowShort: undefined })).to.deep.equal({ fast: 3, allowShort: true });
  });

  it('leaves what is given', () => {
    expect(decoded(Config, { fast: 3, allowShort: false })).to.deep.equal({ fast: 3, allowShort: false });
  });

  it('refuses what the type refuses', () => {
    expect(decoded(Config, { fast: 3, allowShort: null })).to.deep.equal([
      'allowShort: expected boolean (default true), got null',
    ]);
    expect(decoded(withDefault(Periods, 300), 0)).to.deep.equal([
      'expected a whole number of at least 1, got 0',
    ]);
  });

  it('is named with its value', () => {
    expect(withDefault(Periods, 300).name).to.equal('Periods (default 300)');
  });
});
