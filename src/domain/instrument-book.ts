import type { Instrument } from './instrument.js';
import type { Token } from './token.js';

/**
 * The instruments of the day's masters. A lookup answers with every distinct row that fits: none is unknown,
 * one is found, more are ambiguous, and the caller decides what that means.
 */
export interface InstrumentBook {
  /** Distinct rows, in the order in which the masters list them. */
  readonly instruments: readonly Instrument[];
  byToken(token: Token): readonly Instrument[];
  /** Rows of exactly this name; where there is none, rows whose name differs only in case. */
  byName(name: string): readonly Instrument[];
}

/** The book of `rows`; a row that repeats another in every field (one file named twice) counts once. O(n). */
export const instrumentBook = (rows: Iterable<Instrument>): InstrumentBook => {
  const byToken = new Map<Token, Instrument[]>();
  const byFoldedName = new Map<string, Instrument[]>();
  const instruments: Instrument[] = [];
  for (const row of rows) {
    if (byToken.get(row.token)?.some((known) => differencesOf(known, row).length === 0)) continue;
    instruments.push(row);
    put(byToken, row.token, row);
    put(byFoldedName, fold(row.name), row);
  }
  return {
    instruments,
    byToken: (token) => byToken.get(token) ?? NONE,
    byName: (name) => {
      const alike = byFoldedName.get(fold(name)) ?? NONE;
      const exact = alike.filter((instrument) => instrument.name === name);
      return exact.length > 0 ? exact : alike;
    },
  };
};

/** The fields in which two rows disagree, in the order of {@link Instrument}. */
export const differencesOf = (a: Instrument, b: Instrument): readonly (keyof Instrument)[] =>
  FIELDS.filter((field) => a[field] !== b[field]);

const NONE: readonly Instrument[] = [];

/** A record, so that a field added to {@link Instrument} and forgotten here does not compile. */
const FIELD_SET: Readonly<Record<keyof Instrument, true>> = {
  token: true,
  name: true,
  exchange: true,
  symbol: true,
  tradingSymbol: true,
  kind: true,
  lotSize: true,
  tickSize: true,
  multiplier: true,
  expiry: true,
  strike: true,
  optionType: true,
};
const FIELDS = Object.keys(FIELD_SET) as (keyof Instrument)[];

const fold = (name: string): string => name.toUpperCase();

const put = <K>(rowsByKey: Map<K, Instrument[]>, key: K, row: Instrument): void => {
  const rows = rowsByKey.get(key);
  if (rows === undefined) rowsByKey.set(key, [row]);
  else rows.push(row);
};
