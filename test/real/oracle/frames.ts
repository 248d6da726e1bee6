import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { tenThousandths } from './ten-thousandths.js';
import type { WantedRow } from './wanted-row.js';

type Level = readonly [price: string, quantity: string];

interface Frame {
  readonly stream?: string;
  readonly lastUpdateId?: number;
  readonly bids?: readonly Level[];
  readonly asks?: readonly Level[];
  readonly data?: {
    readonly u: number;
    readonly E: number;
    readonly T: number;
    readonly b: string | readonly Level[];
    readonly a: string | readonly Level[];
    readonly B: string;
    readonly A: string;
    readonly p: string;
    readonly q: string;
  };
}

/** Quantities in whole hundred-millionths, so that sums are exact. */
const whole = (quantity: string): bigint => {
  const [units = '', fraction = ''] = quantity.split('.');
  return BigInt(units + fraction.padEnd(8, '0'));
};

const laid = (side: Map<string, string>, levels: readonly Level[]): void => {
  for (const [price, quantity] of levels) {
    if (Number(quantity) === 0) side.delete(price);
    else side.set(price, quantity);
  }
};

/** The five best levels of a side, the best first. */
const best = (side: ReadonlyMap<string, string>, order: 1 | -1): readonly Level[] => {
  const levels: { readonly rank: number; readonly level: Level }[] = [];
  for (const level of side) {
    const rank = order * Number(level[0]);
    if (levels.length === 5 && rank > (levels[4]?.rank ?? NaN)) continue;
    levels.push({ rank, level });
    levels.sort((one, other) => one.rank - other.rank);
    levels.length = Math.min(levels.length, 5);
  }
  return levels.map(({ level }) => level);
};

/**
 * raw-ws-binance-20240808: of one symbol, at the local clock. The book is rebuilt as Binance says: changes up to
 * the snapshot's number are dropped. The touch of a row of the book is told where no quote is newer than it.
 */
export const binance = (path: string, of: string): WantedRow[] => {
  const rows: WantedRow[] = [];
  const [bids, asks] = [new Map<string, string>(), new Map<string, string>()];
  let [bookId, quoteId, volume] = [-1, -1, 0n];
  const waiting: NonNullable<Frame['data']>[] = [];
  const change = (data: NonNullable<Frame['data']>): boolean => {
    if (data.u <= bookId) return false;
    laid(bids, data.b as readonly Level[]);
    laid(asks, data.a as readonly Level[]);
    bookId = data.u;
    return true;
  };
  const bookRow = (at: number, exchangeAt: number | undefined): WantedRow => {
    const row: Record<string, number | string | undefined> = { of, at, exchangeAt };
    for (const [name, quantityName, levels] of [
      ['bid', 'bidQuantity', best(bids, -1)],
      ['ask', 'askQuantity', best(asks, 1)],
    ] as const) {
      levels.forEach(([price, quantity], i) => {
        if (i === 0 && quoteId > bookId) return;
        row[`${name}${i === 0 ? '' : i + 1}`] = tenThousandths(price);
        row[`${quantityName}${i === 0 ? '' : i + 1}`] = Number(quantity);
      });
    }
    return row as unknown as WantedRow;
  };
  for (const line of gunzipSync(readFileSync(path)).toString().trimEnd().split('\n')) {
    const at = Number(line.slice(0, 13));
    const { stream = '', data, lastUpdateId, ...snapshot } = JSON.parse(line.slice(20)) as Frame;
    if (lastUpdateId !== undefined) {
      laid(bids, snapshot.bids ?? []);
      laid(asks, snapshot.asks ?? []);
      bookId = lastUpdateId;
      waiting.forEach(change);
      rows.push(bookRow(at, undefined));
    } else if (data !== undefined && stream.endsWith('@depth@100ms')) {
      if (bookId < 0) waiting.push(data);
      else if (change(data)) rows.push(bookRow(at, data.E));
    } else if (data !== undefined && stream.endsWith('@bookTicker')) {
      quoteId = data.u;
      rows.push({
        of,
        at,
        bid: tenThousandths(data.b as string),
        ask: tenThousandths(data.a as string),
        bidQuantity: Number(data.B),
        askQuantity: Number(data.A),
      });
    } else if (data !== undefined && stream.endsWith('@trade')) {
      volume += whole(data.q);
      rows.push({
        of,
        at,
        exchangeAt: data.T,
        last: tenThousandths(data.p),
        lastQuantity: Number(data.q),
        volume: Number(volume) / 1e8,
      });
    }
  }
  return rows;
};

interface BarterEvent {
  readonly Item?: {
    readonly Ok: {
      readonly time_exchange: string;
      readonly time_received: string;
      readonly instrument: number;
      readonly kind: { readonly Trade: { readonly price: number; readonly amount: number } };
    };
  };
}

/** raw-events-barter-20241220: trades; a reconnection is no row. */
export const barter = (path: string): WantedRow[] => {
  const volumes = new Map<number, bigint>();
  return (JSON.parse(readFileSync(path, 'utf8')) as BarterEvent[]).flatMap(({ Item: item }) => {
    if (item === undefined) return [];
    const { time_exchange, time_received, instrument, kind } = item.Ok;
    const { price, amount } = kind.Trade;
    const volume = (volumes.get(instrument) ?? 0n) + whole(amount.toFixed(8));
    volumes.set(instrument, volume);
    return [
      {
        of: String(instrument),
        at: Date.parse(`${time_received.slice(0, 23)}Z`),
        exchangeAt: Date.parse(time_exchange),
        last: Math.round(price * 10_000),
        lastQuantity: amount,
        volume: Number(volume) / 1e8,
      },
    ];
  });
};
