import type { Instrument } from '../../src/domain/instrument.js';
import { tokenOf } from '../../src/domain/token.js';

export const ACC = tokenOf('NSE', '22');
export const INFY = tokenOf('NSE', '1594');
export const CRUDE = tokenOf('MCX', '55');

/** A share of ACC, single lots, unless told otherwise. */
export const instrument = (facts: Partial<Instrument> = {}): Instrument => ({
  token: ACC,
  name: 'NSE:ACC-EQ',
  exchange: 'NSE',
  symbol: 'ACC',
  tradingSymbol: 'ACC-EQ',
  kind: 'EQ',
  lotSize: 1,
  tickSize: 0.05,
  multiplier: 1,
  expiry: undefined,
  strike: undefined,
  optionType: undefined,
  ...facts,
});
