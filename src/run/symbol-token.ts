import type { Instrument } from '../domain/instrument.js';
import type { InstrumentBook } from '../domain/instrument-book.js';
import type { Token } from '../domain/token.js';

/**
 * The token that a file's symbol stands for: a whole name (`NSE:ACC-EQ`), else a trading symbol (`ACC-EQ`),
 * else an underlying or company (`ACC`), case aside. The instruments of the pipeline go before all others of
 * the book. Undefined when nothing fits, or more than one thing does.
 */
export const symbolToken = (
  symbol: string,
  pipeline: readonly Instrument[],
  book: InstrumentBook,
): Token | undefined => {
  const folded = symbol.trim().toUpperCase();
  for (const among of [pipeline, book.instruments]) {
    for (const field of ['name', 'tradingSymbol', 'symbol'] as const) {
      const [found, ...others] = among.filter((instrument) => instrument[field].toUpperCase() === folded);
      if (found !== undefined) return others.length === 0 ? found.token : undefined;
    }
  }
  return undefined;
};
