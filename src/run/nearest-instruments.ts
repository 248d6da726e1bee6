import { distance } from 'fastest-levenshtein';
import type { Instrument } from '../domain/instrument.js';
import type { InstrumentBook } from '../domain/instrument-book.js';
import { isToken } from '../domain/token.js';

/**
 * The `count` instruments whose names are most like `asked`, best first; where `asked` is a token, those of
 * the most similar tokens. A symbol alone finds its series (`NSE:INFY` → `NSE:INFY-EQ`), a name without an
 * exchange finds every exchange's. O(n) distances.
 */
export const nearestInstruments = (
  book: InstrumentBook,
  asked: string,
  count: number,
): readonly Instrument[] => {
  const wanted = partsOf(asked);
  const rank = isToken(asked)
    ? (instrument: Instrument): Rank => [distance(asked, instrument.token), 0]
    : (instrument: Instrument): Rank => rankOf(wanted, instrument);
  return book.instruments
    .map((instrument) => ({ instrument, rank: rank(instrument) }))
    .sort((a, b) => compareRanks(a.rank, b.rank) || (a.instrument.name < b.instrument.name ? -1 : 1))
    .slice(0, count)
    .map(({ instrument }) => instrument);
};

/** Edits, smaller first: to the closest spelling, then to the whole trading symbol. */
type Rank = readonly [closest: number, whole: number];

interface Asked {
  /** Empty when the name had none. */
  readonly exchange: string;
  readonly symbol: string;
}

const partsOf = (asked: string): Asked => {
  const [, exchange = '', symbol = ''] = /^(?:([^:|]*)[:|])?(.*)$/.exec(asked.trim().toUpperCase()) ?? [];
  return { exchange, symbol };
};

/** Edits to the closer of its two symbols, the exchange's counted in; then edits to its trading symbol. */
const rankOf = (asked: Asked, instrument: Instrument): Rank => {
  const elsewhere = asked.exchange === '' ? 0 : distance(asked.exchange, instrument.exchange);
  const tradingSymbol = instrument.tradingSymbol.toUpperCase();
  const closest = Math.min(
    editsTo(asked.symbol, tradingSymbol),
    editsTo(asked.symbol, instrument.symbol.toUpperCase()),
  );
  return [elsewhere + closest, elsewhere + distance(asked.symbol, tradingSymbol)];
};

/** Levenshtein's distance; but the first words of a symbol are none from the whole, its first letters one. */
const editsTo = (asked: string, symbol: string): number => {
  if (asked.length < SHORTEST_START || !symbol.startsWith(asked)) return distance(asked, symbol);
  return /^\w/.test(symbol.slice(asked.length)) ? 1 : 0;
};

const SHORTEST_START = 3; // the start of fewer letters is shared by too many

const compareRanks = (a: Rank, b: Rank): number => a[0] - b[0] || a[1] - b[1];
