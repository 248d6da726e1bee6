import type { ContractName } from '../domain/contract.js';
import type { Instrument } from '../domain/instrument.js';
import type { InstrumentBook } from '../domain/instrument-book.js';
import type { Token } from '../domain/token.js';

/**
 * Finds the token of what a file names. A symbol alone is a whole name (`NSE:ACC-EQ`), else a trading symbol
 * (`ACC-EQ`), else an underlying or company (`ACC`), case aside. With an expiry it is the one contract on the
 * underlying that has all that is said of it: no option type is a future, which a month alone may tell. The
 * instruments of the pipeline go before all others of the book. Undefined when nothing fits, or more than one
 * thing does. O(n) once, then O(1) a name.
 */
export const symbolTokens = (
  pipeline: readonly Instrument[],
  book: InstrumentBook,
): ((named: ContractName) => Token | undefined) => {
  const books = [pipeline, book.instruments].map(lookupOf);
  return (named) => {
    for (const lookup of books) {
      const found = lookup(named);
      if (found.length > 0) return found.length === 1 ? found[0] : undefined;
    }
    return undefined;
  };
};

type Lookup = (named: ContractName) => readonly Token[];

const lookupOf = (instruments: readonly Instrument[]): Lookup => {
  const bySymbol = (['name', 'tradingSymbol', 'symbol'] as const).map((field) =>
    grouped(instruments, (instrument) => folded(instrument[field])),
  );
  const byContract = grouped(
    instruments.filter(({ expiry }) => expiry !== undefined),
    contractKey,
  );
  const futureByMonth = grouped(
    instruments.filter(({ expiry, optionType }) => expiry !== undefined && optionType === undefined),
    (future) => contractKey({ ...future, expiry: future.expiry?.slice(0, MONTH) }),
  );
  return (named) =>
    named.expiry?.length === MONTH
      ? (futureByMonth.get(contractKey(named)) ?? NONE)
      : named.expiry === undefined
        ? (bySymbol.map((known) => known.get(folded(named.symbol))).find((tokens) => tokens !== undefined) ??
          NONE)
        : (byContract.get(contractKey(named)) ?? NONE);
};

/** Length of `2025-12`. */
const MONTH = 7;

const contractKey = ({ symbol, expiry, strike, optionType }: ContractName): string =>
  [folded(symbol), expiry, optionType, optionType === undefined ? undefined : strike].join('|');

const grouped = (
  instruments: readonly Instrument[],
  keyOf: (instrument: Instrument) => string,
): ReadonlyMap<string, readonly Token[]> => {
  const tokens = new Map<string, Token[]>();
  for (const instrument of instruments) {
    const key = keyOf(instrument);
    const known = tokens.get(key);
    if (known === undefined) tokens.set(key, [instrument.token]);
    else known.push(instrument.token);
  }
  return tokens;
};

const folded = (text: string): string => text.trim().toUpperCase();

const NONE: readonly Token[] = [];
