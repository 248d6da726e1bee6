import type { Instrument } from '../domain/instrument.js';
import type { MarginClass, MarginRates, MarginRow } from '../domain/margin-rates.js';
import type { SessionDay } from '../domain/session.js';
import { isDerivative, underlyingOf } from '../domain/underlying.js';

const BY_EXCHANGE: Readonly<Record<string, MarginClass>> = {
  MCX: 'COMMODITY',
  NCX: 'COMMODITY',
  CDS: 'CURRENCY',
};

export const marginClassOf = (instrument: Instrument): MarginClass => {
  if (!isDerivative(instrument)) return 'CASH';
  return BY_EXCHANGE[instrument.exchange] ?? (instrument.kind.endsWith('IDX') ? 'INDEX' : 'STOCK');
};

/** The row that names the underlying on that day, else the one for all of its class; undefined where there is none. */
export const marginRatesOf = (
  table: readonly MarginRow[],
  instrument: Instrument,
  day: SessionDay,
): MarginRates | undefined => {
  const own = marginClassOf(instrument);
  const name = underlyingOf(instrument);
  const rows = table.filter(
    (row) => row.class === own && row.from <= day && (row.to === undefined || day <= row.to),
  );
  return rows.find(({ scope }) => scope?.includes(name)) ?? rows.find(({ scope }) => scope === undefined);
};
