import type { Instrument } from './instrument.js';
import type { SessionDay } from './session.js';

/** What one order has at most, from a day on, until the next row of its name. */
export interface FreezeRow {
  readonly exchange: string;
  /** Underlyings; undefined is all of the exchange. */
  readonly scope: readonly string[] | undefined;
  readonly most: number;
  readonly per: 'units' | 'lot';
  readonly from: SessionDay;
}

/** What `instrument` freezes above on `day`, units; undefined where there is no limit, or none is known. */
export const freezeQuantityOf = (
  rows: readonly FreezeRow[],
  { exchange, symbol, lotSize }: Instrument,
  day: SessionDay,
): number | undefined => {
  let newest: FreezeRow | undefined = undefined;
  for (const row of rows)
    if (row.exchange === exchange && row.from <= day && (row.scope?.includes(symbol) ?? true))
      if (newest === undefined || row.from >= newest.from) newest = row;
  return newest === undefined ? undefined : newest.per === 'lot' ? newest.most * lotSize : newest.most;
};
