import type { Instrument } from './instrument.js';

/** BSE's masters name index contracts by codes. Source: the masters of api.shoonya.com, 2025. */
const BSE_CODES: Readonly<Record<string, string>> = {
  BSXFUT: 'SENSEX',
  BSXOPT: 'SENSEX',
  BKXFUT: 'BANKEX',
  BKXOPT: 'BANKEX',
};

/** NSE's masters name indices in words, and their contracts by these. */
const INDEX_NAMES: Readonly<Record<string, string>> = {
  'Nifty 50': 'NIFTY',
  'Nifty Bank': 'BANKNIFTY',
  'Nifty Fin Services': 'FINNIFTY',
  'Nifty Next 50': 'NIFTYNXT50',
};

/**
 * What an instrument is on: `NIFTY` for its futures, options and the index itself, the share of a share. Of BSE's
 * contracts on shares, whose master has only codes, it is what the trading symbol begins with.
 */
export const underlyingOf = ({ exchange, symbol, tradingSymbol, kind }: Instrument): string => {
  if (kind === 'INDEX') return INDEX_NAMES[symbol] ?? symbol;
  if (exchange !== 'BFO' || !/(FUT|OPT)$/.test(symbol)) return symbol;
  return BSE_CODES[symbol] ?? /^[A-Z&-]+/.exec(tradingSymbol)?.[0] ?? symbol;
};

/** Futures and options; all else is what they are on. */
export const isDerivative = ({ kind }: Instrument): boolean => isFuture(kind) || isOption(kind);

export const isFuture = (kind: string): boolean => kind.startsWith('FUT');

export const isOption = (kind: string): boolean => kind.startsWith('OPT');
