import { basename } from 'node:path';
import { cells } from './cells.js';
import { NEW_YORK_SUMMER, NEW_YORK_WINTER, ofMidnight } from './moment.js';
import { tenThousandths } from './ten-thousandths.js';
import type { WantedRow } from './wanted-row.js';
import { zipEntries } from './zip-entries.js';

type Read = (row: readonly string[], scaled: boolean) => Readonly<Record<string, number | undefined>>;

const scaledPrice = (text = '', scaled = true): number | undefined => tenThousandths(text, { scaled });
const quantity = (text = ''): number | undefined => (text === '' ? undefined : Number(text));

/** Columns of LEAN's files behind the time, by what they hold. */
const READ = {
  bars: (row, scaled) => ({
    open: scaledPrice(row[1], scaled),
    high: scaledPrice(row[2], scaled),
    low: scaledPrice(row[3], scaled),
    close: scaledPrice(row[4], scaled),
    volume: quantity(row[5]),
  }),
  /** A minute of each side of the book; the sizes are its last. */
  quoteBars: (row, scaled) => ({
    bidOpen: scaledPrice(row[1], scaled),
    bidHigh: scaledPrice(row[2], scaled),
    bidLow: scaledPrice(row[3], scaled),
    bidClose: scaledPrice(row[4], scaled),
    bidQuantity: quantity(row[5]),
    askOpen: scaledPrice(row[6], scaled),
    askHigh: scaledPrice(row[7], scaled),
    askLow: scaledPrice(row[8], scaled),
    askClose: scaledPrice(row[9], scaled),
    askQuantity: quantity(row[10]),
  }),
  openInterest: (row) => ({ openInterest: quantity(row[1]) }),
  trades: (row, scaled) => ({ last: scaledPrice(row[1], scaled), volumeDelta: quantity(row[2]) }),
  /** Each row has one side; a price of 0 says that the row does not tell the other. */
  quotes: (row, scaled) => ({
    bid: row[1] === '0' ? undefined : scaledPrice(row[1], scaled),
    bidQuantity: row[1] === '0' ? undefined : quantity(row[2]),
    ask: row[3] === '0' ? undefined : scaledPrice(row[3], scaled),
    askQuantity: row[3] === '0' ? undefined : quantity(row[4]),
  }),
} as const satisfies Record<string, Read>;

/**
 * The rows of a LEAN zip, entry by entry, each entry an instrument of its own name: `IBM`, `GC 2013-12` or
 * `GOOG 2015-12-24 600 CE`. The date is that of the
 * zip; New York was four hours behind UTC in October 2013 and five in the winters of the other sets.
 */
export const leanUsa = (
  path: string,
  kind: keyof typeof READ,
  { scaled }: { readonly scaled: boolean },
): WantedRow[] => {
  const date = basename(path).slice(0, 8);
  const hours = date.startsWith('201310') ? NEW_YORK_SUMMER : NEW_YORK_WINTER;
  return [...zipEntries(path)].flatMap(([entry, text]) =>
    cells(text).map((row) => ({
      of: nameOf(entry),
      at: ofMidnight(date, row[0] ?? '', hours),
      ...READ[kind](row, scaled),
    })),
  );
};

/** By the entry's name: `20151223_goog_minute_quote_american_call_6000000_20151224.csv`. */
const nameOf = (entry: string): string => {
  const parts = entry.replace('.csv', '').split('_');
  const symbol = (parts[1] ?? '').toUpperCase();
  const last = parts.at(-1) ?? '';
  if (/^\d{6}$/.test(last)) return `${symbol} ${last.slice(0, 4)}-${last.slice(4)}`;
  if (!/^\d{8}$/.test(last)) return symbol;
  const [right, strike] = [parts.at(-3), Number(parts.at(-2)) / 10_000];
  const expiry = `${last.slice(0, 4)}-${last.slice(4, 6)}-${last.slice(6)}`;
  return `${symbol} ${expiry} ${strike} ${right === 'call' ? 'CE' : 'PE'}`;
};
