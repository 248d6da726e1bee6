import { expect } from 'chai';
import * as E from 'fp-ts/lib/Either.js';
import * as t from 'io-ts';
import { explain } from '../../src/codec/explain.js';

const refusal = (type: t.Mixed, value: unknown): readonly string[] => {
  const decoded = type.decode(value);
  if (E.isRight(decoded)) throw new Error('it was accepted');
  return explain(decoded.left);
};

describe('explain', () => {
  it('names the place, what was expected and what was there', () => {
    const Config = t.type({ fast: t.number, names: t.array(t.string) });

    expect(refusal(Config, { fast: 'x', names: ['a', 5] })).to.deep.equal([
      'fast: expected number, got "x"',
      'names.1: expected string, got 5',
    ]);
  });

  it('names no place for the whole', () => {
    expect(refusal(t.number, 'x')).to.deep.equal(['expected number, got "x"']);
  });

  it('prefers the words of the codec', () => {
    const Even = new t.Type<number, number, unknown>(
      'Even',
      t.number.is,
      (value, context) => t.failure(value, context, 'expected an even number'),
      t.identity,
    );

    expect(refusal(t.type({ n: Even }), { n: 3 })).to.deep.equal(['n: expected an even number, got 3']);
  });

  it('leaves out the numbers that io-ts gives to the parts of an intersection and a union', () => {
    const Config = t.intersection([
      t.type({ a: t.number }),
      t.type({ list: t.array(t.union([t.string, t.number])) }),
    ]);

    expect(refusal(Config, { a: 'x', list: ['y', null] })).to.deep.equal([
      'a: expected number, got "x"',
      'list.1: expected string, got null',
      'list.1: expected number, got null',
    ]);
  });

  it('says the same thing once', () => {
    const parts = t.intersection([
      t.type({ a: t.number }, 'an object'),
      t.type({ b: t.number }, 'an object'),
    ]);

    expect(refusal(parts, 5)).to.deep.equal(['expected an object, got 5']);
  });

  const circular: Record<string, unknown> = {};
  circular['self'] = circular;
  for (const [name, value, shown] of [
    ['nothing', undefined, 'nothing'],
    ['null', null, 'null'],
    ['a function', () => 5, 'a function'],
    ['NaN', NaN, 'NaN'],
    ['a bigint', 5n, '5'],
    ['a symbol', Symbol('x'), 'Symbol(x)'],
    ['a list', [1, 'a'], '[1,"a"]'],
    ['an object', { a: 1 }, '{"a":1}'],
    ['an object that holds itself', circular, 'an object that is no plain data'],
    ['a long text', 'x'.repeat(500), `"${'x'.repeat(99)}…`],
  ] as const)
    it(`shows ${name}`, () => {
      expect(refusal(t.boolean, value)).to.deep.equal([`expected boolean, got ${shown}`]);
    });
});
