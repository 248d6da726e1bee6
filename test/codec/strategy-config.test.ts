import { expect } from 'chai';
import * as E from 'fp-ts/lib/Either.js';
import * as t from 'io-ts';
import { Periods, withDefault } from '../../src/codec/config.js';
import { decodeConfig, settingNames } from '../../src/codec/strategy-config.js';

const Config = t.strict({ fast: Periods, slow: withDefault(Periods, 12) });

describe('decodeConfig', () => {
  it('is the configuration, defaults filled in', () => {
    expect(decodeConfig(Config, { fast: 3 })).to.deep.equal(E.right({ fast: 3, slow: 12 }));
  });

  it('tells of every setting that does not fit', () => {
    expect(decodeConfig(Config, { fast: -3, slow: 'x' })).to.deep.equal(
      E.left([
        'fast: expected a whole number of at least 1, got -3',
        'slow: expected a whole number of at least 1, got "x"',
      ]),
    );
    expect(decodeConfig(Config, {})).to.deep.equal(
      E.left(['fast: expected a whole number of at least 1, got nothing']),
    );
  });
});

describe('settingNames', () => {
  for (const [name, codec, names] of [
    ['a strict object', Config, ['fast', 'slow']],
    ['an object', t.type({ a: t.number, b: t.string }), ['a', 'b']],
    ['a partial one', t.partial({ a: t.number }), ['a']],
    ['an intersection', t.intersection([t.type({ a: t.number }), t.partial({ b: t.string })]), ['a', 'b']],
    ['a readonly object', t.readonly(t.type({ a: t.number })), ['a']],
    ['an object without settings', t.strict({}), []],
  ] as const)
    it(`are those of ${name}`, () => {
      expect(settingNames(codec)).to.deep.equal(names);
    });

  for (const [name, codec] of [
    ['a number', t.number],
    ['a record', t.UnknownRecord],
    ['an intersection with what does not tell', t.intersection([t.type({ a: t.number }), t.UnknownRecord])],
    ['a codec that is not io-ts', { name: 'mine', decode: (value: unknown) => E.right(value) }],
  ] as const)
    it(`are unknown for ${name}`, () => {
      expect(settingNames(codec)).to.equal(undefined);
    });
});
