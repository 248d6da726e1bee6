import { expect } from 'chai';
import { differencesOf, instrumentBook } from '../../src/domain/instrument-book.js';
import type { Instrument } from '../../src/domain/instrument.js';
import { tokenOf } from '../../src/domain/token.js';

const acc: Instrument = {
  token: tokenOf('NSE', '22'),
  name: 'NSE:ACC-EQ',
  exchange: 'NSE',
  symbol: 'ACC',
  tradingSymbol: 'ACC-EQ',
  kind: 'EQ',
  lotSize: 1,
  tickSize: 0.1,
  multiplier: 1,
  expiry: undefined,
  strike: undefined,
  optionType: undefined,
};

describe('instrumentBook', () => {
  it('finds a row by its token and by its name', () => {
    const infy = { ...acc, token: tokenOf('NSE', '1594'), name: 'NSE:INFY-EQ' };
    const book = instrumentBook([acc, infy]);

    expect(book.byToken(infy.token)).to.deep.equal([infy]);
    expect(book.byName('NSE:ACC-EQ')).to.deep.equal([acc]);
  });

  it('answers with nothing for what it does not hold', () => {
    const book = instrumentBook([acc]);

    expect(book.byToken(tokenOf('BSE', '22'))).to.deep.equal([]);
    expect(book.byName('BSE:ACC-EQ')).to.deep.equal([]);
  });

  it('prefers the exact name, and else takes one that differs in case', () => {
    const lower = { ...acc, token: tokenOf('NSE', '23'), name: 'NSE:Acc-EQ' };
    const book = instrumentBook([acc, lower]);

    expect(book.byName('NSE:Acc-EQ')).to.deep.equal([lower]);
    expect(book.byName('nse:acc-eq')).to.deep.equal([acc, lower]);
  });

  it('keeps two tokens of one name apart', () => {
    const other = { ...acc, token: tokenOf('NSE', '9') };

    expect(instrumentBook([acc, other]).byName(acc.name)).to.deep.equal([acc, other]);
  });

  it('counts a repeated row once, and keeps one that contradicts it', () => {
    const coarser = { ...acc, tickSize: 0.5 };
    const book = instrumentBook([acc, { ...acc }, coarser]);

    expect(book.instruments).to.deep.equal([acc, coarser]);
    expect(book.byToken(acc.token)).to.deep.equal([acc, coarser]);
  });
});

describe('differencesOf', () => {
  for (const field of Object.keys(acc) as (keyof Instrument)[])
    it(`sees that ${field} differs`, () => {
      expect(differencesOf(acc, { ...acc, [field]: 'another' })).to.deep.equal([field]);
    });
});
