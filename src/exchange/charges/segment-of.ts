import type { ChargeSegment } from '../../domain/charge-table.js';
import type { Instrument } from '../../domain/instrument.js';
import type { Product } from '../../domain/order.js';
import { isFuture, isOption } from '../../domain/underlying.js';

/** The series of NSE that are shares; the others are bonds, bills, gold and fund units, which are charged otherwise. */
const NSE_SHARES: ReadonlySet<string> = new Set(['EQ', 'BE', 'BZ', 'BL', 'IL', 'SM', 'ST', 'SZ', 'E1', 'X1']);

/** The groups of BSE that are not shares: bonds, government paper. */
const BSE_OTHERS: ReadonlySet<string> = new Set(['F', 'G', 'INDEX']);

const DERIVATIVES: Readonly<Record<string, readonly [future: ChargeSegment, option: ChargeSegment]>> = {
  NFO: ['NFO_FUT', 'NFO_OPT'],
  BFO: ['BFO_FUT', 'BFO_OPT'],
  CDS: ['CDS_FUT', 'CDS_OPT'],
  MCX: ['MCX_FUT', 'MCX_OPT'],
};

/**
 * By which rows an execution is charged: exchange and kind of the instrument, and for shares whether the order
 * is squared off on its day. Undefined for what no table tells of: bonds, other exchanges, an index.
 */
export const segmentOf = ({ exchange, kind }: Instrument, product: Product): ChargeSegment | undefined => {
  const isIntraday = product === 'INTRADAY';
  if (exchange === 'NSE' && NSE_SHARES.has(kind)) return isIntraday ? 'NSE_INTRA' : 'NSE_DEL';
  if (exchange === 'BSE' && !BSE_OTHERS.has(kind)) return isIntraday ? 'BSE_INTRA' : 'BSE_DEL';
  const derivatives = DERIVATIVES[exchange];
  if (derivatives === undefined) return undefined;
  return isFuture(kind) ? derivatives[0] : isOption(kind) ? derivatives[1] : undefined;
};
