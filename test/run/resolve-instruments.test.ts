import { expect } from 'chai';
import { UsageError } from '../../src/domain/failure.js';
import { type InstrumentBook, instrumentBook } from '../../src/domain/instrument-book.js';
import type { Instrument } from '../../src/domain/instrument.js';
import { tokenOf } from '../../src/domain/token.js';
import { resolveInstruments } from '../../src/run/resolve-instruments.js';

const instrument = (exchange: string, number: string, symbol: string, tradingSymbol: string): Instrument => ({
  token: tokenOf(exchange, number),
  name: `${exchange}:${tradingSymbol}`,
  exchange,
  symbol,
  tradingSymbol,
  kind: 'EQ',
  lotSize: 1,
  tickSize: 0.05,
  multiplier: 1,
  expiry: undefined,
  strike: undefined,
  optionType: undefined,
});

const ACC = instrument('NSE', '22', 'ACC', 'ACC-EQ');
const INFY = instrument('NSE', '1594', 'INFY', 'INFY-EQ');
const BOOK = instrumentBook([
  instrument('NSE', '26000', 'Nifty 50', 'NIFTY INDEX'),
  instrument('NSE', '1', 'AUBANK', 'AUBANK-EQ'),
  instrument('NSE', '2', 'HCC', 'HCC-EQ'),
  instrument('NSE', '2031', 'M&M', 'M&M-EQ'),
  ACC,
  INFY,
  instrument('NSE', '2885', 'RELIANCE', 'RELIANCE-EQ'),
  instrument('BSE', '500410', 'ACC', 'ACC'),
  instrument('BSE', '500209', 'INFY', 'INFY'),
]);

const refusal = (book: InstrumentBook, ...names: readonly string[]): string => {
  try {
    resolveInstruments(book, names);
  } catch (error) {
    if (error instanceof UsageError) return error.message;
    throw error;
  }
  throw new Error('all were found');
};
const nearestTo = (name: string): string | undefined => /nearest: ([^,]*)/.exec(refusal(BOOK, name))?.[1];

describe('resolveInstruments', () => {
  it('finds instruments in the order asked', () => {
    expect(resolveInstruments(BOOK, ['NSE:INFY-EQ', 'NSE:ACC-EQ'])).to.deep.equal([INFY, ACC]);
  });

  it('finds each once, by whatever name', () => {
    expect(resolveInstruments(BOOK, ['NSE:ACC-EQ', 'nse:acc-eq', 'NSE|22'])).to.deep.equal([ACC]);
  });

  it('prefers the name that is exactly so over one that differs in case', () => {
    const lower = instrument('NSE', '23', 'Acc', 'Acc-EQ');
    const book = instrumentBook([lower, ACC]);

    expect(resolveInstruments(book, ['NSE:ACC-EQ'])).to.deep.equal([ACC]);
    expect(refusal(book, 'nse:acc-eq')).to.match(/^ambiguous instrument 'nse:acc-eq'/);
  });

  it('finds nothing for no names', () => {
    expect(resolveInstruments(BOOK, [])).to.deep.equal([]);
  });

  for (const [asked, nearest] of [
    ['NSE:ACC', 'NSE:ACC-EQ'], // no series
    ['ACC-EQ', 'NSE:ACC-EQ'], // no exchange
    ['INFY', 'BSE:INFY'], // neither: the exact trading symbol before the symbol with a series
    ['RELAINCE', 'NSE:RELIANCE-EQ'], // letters changed about
    ['NSE:RELIANC-EQ', 'NSE:RELIANCE-EQ'],
    ['BSE:RELIANCE', 'NSE:RELIANCE-EQ'], // another exchange
    ['NSE:Nifty', 'NSE:NIFTY INDEX'], // the start of it
    ['M&M', 'NSE:M&M-EQ'],
    ['NSE ACC-EQ', 'NSE:ACC-EQ'],
  ] as const)
    it(`names ${nearest} for the unknown ${asked}`, () => {
      expect(nearestTo(asked)).to.equal(nearest);
    });

  it('names five at most, best first', () => {
    expect(refusal(BOOK, 'NSE:AC-EQ')).to.equal(
      "unknown instrument 'NSE:AC-EQ'; nearest: NSE:ACC-EQ, NSE:HCC-EQ, NSE:M&M-EQ, BSE:ACC, NSE:INFY-EQ",
    ); // edits: 1, a C more; 2, H for A and a C more; 3; B for N, C for -, less EQ: 4; INFY for AC: 4
  });

  it('names the nearest tokens for an unknown token', () => {
    expect(refusal(BOOK, 'NSE|2888')).to.match(
      /^unknown instrument 'NSE\|2888'; nearest: NSE\|2885 \(NSE:RELIANCE-EQ\), /,
    );
  });

  it('tells of all that are wrong at once, each once', () => {
    const lines = refusal(BOOK, 'NSE:ACC', 'NSE:INFY-EQ', 'BSE:X', 'NSE:ACC').split('\n');

    expect(lines.map((line) => /'(.*)'/.exec(line)?.[1])).to.deep.equal(['NSE:ACC', 'BSE:X']);
  });

  it('refuses a name that two tokens have, and lists them', () => {
    const other = { ...ACC, token: tokenOf('NSE', '9') };

    expect(refusal(instrumentBook([ACC, other]), 'NSE:ACC-EQ')).to.equal(
      "ambiguous instrument 'NSE:ACC-EQ': NSE|22 (NSE:ACC-EQ), NSE|9 (NSE:ACC-EQ); ask for one by its token",
    );
  });

  it('refuses a token of which the masters disagree, and says in what', () => {
    const tickless = { ...ACC, tickSize: undefined, lotSize: 2 };

    expect(refusal(instrumentBook([ACC, tickless]), 'NSE|22')).to.equal(
      "instrument 'NSE|22' is in the masters twice, with different lotSize (1, 2), tickSize (0.05, undefined)",
    );
  });

  it('says so when there is nothing to find it in', () => {
    expect(refusal(instrumentBook([]), 'NSE:ACC-EQ')).to.equal(
      "unknown instrument 'NSE:ACC-EQ': no instrument master has any rows; --master names one",
    );
  });
});
