import type { DataGrade } from '../domain/data-grade.js';
import type { Holding } from '../domain/holding.js';
import type { Instrument } from '../domain/instrument.js';
import type { Price } from '../domain/money.js';
import type { FifoFold } from './fifo-fold.js';
import type { Ledger } from './ledger.js';
import { MarkRing } from './mark-ring.js';
import type { TradeFold } from './trade-fold.js';

/** What one strategy holds of a token, with the ledger its money is in. */
export interface Line {
  readonly strategy: string;
  readonly ledger: Ledger;
  readonly holding: Holding;
  /** Units of it that are to be squared off within the day. */
  intraday: number;
  readonly trades: TradeFold;
  readonly fifo: FifoFold;
}

/** All that is known of one token: what a tick needs, found by one look-up. */
export class TokenBook {
  ticks = 0;
  grade: DataGrade = 'none';
  /** Last traded price; undefined before one is known. */
  last: Price | undefined = undefined;
  readonly marks = new MarkRing();
  /** Money of all strategies in the token; undefined before it was traded. */
  ledger: Ledger | undefined = undefined;
  /** Of the strategies that have traded the token, in the order of their first fills. */
  readonly lines: Line[] = [];

  constructor(readonly instrument: Instrument) {}
}
