import { expect } from 'chai';
import { instrumentBook } from '../../src/domain/instrument-book.js';
import type { Instrument } from '../../src/domain/instrument.js';
import type { Token } from '../../src/domain/token.js';
import { symbolTokens } from '../../src/run/symbol-tokens.js';

const equity = (token: string, name: string, symbol: string): Instrument => ({
  token: token as Token,
  name,
  exchange: name.slice(0, 3),
  symbol,
  tradingSymbol: name.slice(4),
  kind: 'EQ',
  lotSize: 1,
  tickSize: 0.05,
  multiplier: 1,
  expiry: undefined,
  strike: undefined,
  optionType: undefined,
});
const option = (token: string, expiry: string, strike: number, optionType: 'CE' | 'PE'): Instrument => ({
  ...equity(token, `NFO:NIFTY${token}`, 'NIFTY'),
  kind: 'OPTIDX',
  expiry,
  strike,
  optionType,
});

const ACC = equity('NSE|22', 'NSE:ACC-EQ', 'ACC');
const ACC_BSE = equity('BSE|500410', 'BSE:ACC', 'ACC');
const CALL = option('NFO|1', '2025-09-02', 24500, 'CE');
const PUT = option('NFO|2', '2025-09-02', 24500, 'PE');
const LATER = option('NFO|3', '2025-09-09', 24500, 'CE');
const FUTURE: Instrument = {
  ...option('NFO|4', '2025-09-30', -1e-7, 'CE'),
  kind: 'FUTIDX',
  optionType: undefined,
};
const book = instrumentBook([ACC, ACC_BSE, CALL, PUT, LATER, FUTURE]);

const named = (symbol: string, expiry?: string, strike?: number, optionType?: 'CE' | 'PE') => ({
  symbol,
  expiry,
  strike,
  optionType,
});

describe('symbolTokens', () => {
  const tokenOf = symbolTokens([], book);

  it('finds a name, a trading symbol and a symbol, case and spaces aside, and nothing that two things are', () => {
    expect(tokenOf(named('nse:acc-eq'))).to.equal('NSE|22');
    expect(tokenOf(named(' ACC-EQ '))).to.equal('NSE|22');
    expect(tokenOf(named('ACC'))).to.equal('BSE|500410'); // BSE's trading symbol is ACC itself
    expect(tokenOf(named('NIFTY'))).to.equal(undefined);
    expect(tokenOf(named('SBIN'))).to.equal(undefined);
  });

  it('finds a contract by all that is said of it', () => {
    expect(tokenOf(named('Nifty', '2025-09-02', 24500, 'CE'))).to.equal('NFO|1');
    expect(tokenOf(named('NIFTY', '2025-09-02', 24500, 'PE'))).to.equal('NFO|2');
    expect(tokenOf(named('NIFTY', '2025-09-09', 24500, 'CE'))).to.equal('NFO|3');
    expect(tokenOf(named('NIFTY', '2025-09-09', 24500, 'PE'))).to.equal(undefined);
    expect(tokenOf(named('NIFTY', '2025-09-02', 24550, 'CE'))).to.equal(undefined);
    expect(tokenOf(named('NIFTY', '2025-09'))).to.equal('NFO|4');
    expect(tokenOf(named('NIFTY', '2025-10'))).to.equal(undefined);
    expect(tokenOf(named('NIFTY', '2025-09-30'))).to.equal('NFO|4'); // masters write a future's strike as -1e-07
  });

  it('looks among the instruments of the pipeline first', () => {
    expect(symbolTokens([ACC], book)(named('ACC'))).to.equal('NSE|22');
    expect(symbolTokens([ACC], book)(named('NSE:ACC-EQ'))).to.equal('NSE|22');
    expect(symbolTokens([CALL], book)(named('NIFTY'))).to.equal('NFO|1');
  });
});
