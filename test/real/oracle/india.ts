import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { cells, rowsByName } from './cells.js';
import { clockMoment, IST, ofMidnight } from './moment.js';
import { tenThousandths } from './ten-thousandths.js';
import type { WantedRow } from './wanted-row.js';
import { zipEntries } from './zip-entries.js';

const quantity = (text = ''): number | undefined => (text === '' ? undefined : Number(text));
const price = (text = ''): number | undefined => tenThousandths(text);

/** in-equity-bars-2025: ISO with `+05:30`, bars by their start. */
export const equityBars = (path: string, of: string): WantedRow[] =>
  rowsByName(readFileSync(path, 'utf8')).map((row) => ({
    of,
    at: Date.parse(row['date'] ?? ''),
    open: price(row['open']),
    high: price(row['high']),
    low: price(row['low']),
    close: price(row['close']),
    volume: quantity(row['volume']),
  }));

/** in-nifty-fut-ticks-20251229: UTC, the volume of each row. */
export const futureTicks = (path: string, of: string): WantedRow[] =>
  rowsByName(readFileSync(path, 'utf8')).map((row) => ({
    of,
    at: Date.parse(`${(row['time'] ?? '').replace(' ', 'T')}:00`),
    last: price(row['last_price']),
    volumeDelta: quantity(row['volume_delta']),
    openInterest: quantity(row['oi']),
  }));

/** in-nifty-fut-ticks-20251229, Dhan's: IST with no zone, prices that are float32, five levels. */
export const dhanTicks = (path: string, of: string): WantedRow[] => {
  const grid = (text = ''): number | undefined => tenThousandths(text, { decimals: 2 });
  return rowsByName(readFileSync(path, 'utf8')).map((row) => ({
    of,
    at: clockMoment(row['time'] ?? '', IST),
    last: grid(row['ltp']),
    volume: quantity(row['volume']),
    openInterest: quantity(row['oi']),
    lastQuantity: quantity(row['ltq']),
    averagePrice: grid(row['atp']),
    totalBuyQuantity: quantity(row['total_buy_qty']),
    totalSellQuantity: quantity(row['total_sell_qty']),
    open: grid(row['open']),
    high: grid(row['high']),
    low: grid(row['low']),
    previousClose: grid(row['close']),
    ...Object.fromEntries(
      ['1', '2', '3', '4', '5'].flatMap((n) => [
        [`bid${n === '1' ? '' : n}`, grid(row[`bid_price_${n}`])],
        [`ask${n === '1' ? '' : n}`, grid(row[`ask_price_${n}`])],
        [`bidQuantity${n === '1' ? '' : n}`, quantity(row[`bid_qty_${n}`])],
        [`askQuantity${n === '1' ? '' : n}`, quantity(row[`ask_qty_${n}`])],
      ]),
    ),
  }));
};

/** in-nifty-fut-ticks-20251229, snapshots of the book: a time with no date; rows of commas alone left out. */
export const depthSnapshots = (path: string, of: string): WantedRow[] =>
  cells(readFileSync(path, 'utf8'))
    .slice(1)
    .filter((row) => row.some((cell) => cell !== ''))
    .map(([time = '', , , bid, ask, , buyQuantity, sellQuantity]) => ({
      of,
      at: clockMoment(`2025-12-29 ${time}`, IST),
      bid: price(bid),
      ask: price(ask),
      totalBuyQuantity: quantity(buyQuantity),
      totalSellQuantity: quantity(sellQuantity),
    }));

/** in-nifty-ltp-ticks-fyers-2025: no header, IST with no zone. */
export const fyersTicks = (path: string, of: string): WantedRow[] =>
  cells(readFileSync(path, 'utf8')).map(([time = '', last]) => ({
    of,
    at: clockMoment(time, IST),
    last: price(last),
  }));

/** in-minute-bars-lean: of each zip the entry of the zip's own date; stocks in ten-thousandths. */
export const leanIndiaBars = (folder: string, kind: 'equity' | 'index', of: string): WantedRow[] =>
  readdirSync(folder)
    .sort()
    .flatMap((name) => {
      const date = name.slice(0, 8);
      const [, text = ''] =
        [...zipEntries(join(folder, name))].find(([entry]) => entry.startsWith(date)) ?? [];
      const scaled = kind === 'equity';
      return cells(text).map(([ms = '', open = '', high = '', low = '', close = '', volume]) => ({
        of,
        at: ofMidnight(date, ms, IST),
        open: tenThousandths(open, { scaled }),
        high: tenThousandths(high, { scaled }),
        low: tenThousandths(low, { scaled }),
        close: tenThousandths(close, { scaled }),
        volume: quantity(volume),
      }));
    });
