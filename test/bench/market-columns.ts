import type { Price } from '../../src/domain/money.js';
import { type EpochMs, epochMs } from '../../src/domain/time.js';
import type { Token } from '../../src/domain/token.js';
import type { TouchlineMessage } from '../../src/domain/touchline.js';

/** A market in memory, as columns: what a tape has when it has been read. */
export interface MarketColumns {
  readonly rows: number;
  readonly tokens: readonly Token[];
  readonly at: Float64Array;
  readonly token: Uint16Array;
  readonly last: Float64Array;
  readonly bid: Float64Array;
  readonly ask: Float64Array;
  readonly volume: Float64Array;
  /** Displayed at the touch, on both sides; undefined where the market tells none. */
  readonly size?: Float64Array;
}

const START = Date.parse('2026-01-05T09:15:00+05:30');
const TICK = 0.05;

/**
 * A seeded random walk of `tokens.length` prices, tokens in turn: each has a message every 500 ms, and all
 * together have at least 50 a second.
 */
export const marketColumns = (rows: number, tokens: readonly Token[]): MarketColumns => {
  const at = new Float64Array(rows);
  const token = new Uint16Array(rows);
  const last = new Float64Array(rows);
  const bid = new Float64Array(rows);
  const ask = new Float64Array(rows);
  const volume = new Float64Array(rows);
  const price = new Float64Array(tokens.length).fill(400_000);
  const traded = new Float64Array(tokens.length);
  const spacingMs = Math.min(20, 500 / tokens.length);
  let seed = 42;
  for (let row = 0; row < rows; row += 1) {
    const of = row % tokens.length;
    seed = (Math.imul(seed, 1_103_515_245) + 12_345) & 0x7fffffff;
    const steps = (price[of] ?? 0) + ((seed >>> 8) % 3) - 1;
    price[of] = steps;
    traded[of] = (traded[of] ?? 0) + 75;
    at[row] = START + Math.floor(row * spacingMs);
    token[row] = of;
    last[row] = Math.round(steps * TICK * 100) / 100;
    bid[row] = Math.round((steps - 1) * TICK * 100) / 100;
    ask[row] = Math.round((steps + 1) * TICK * 100) / 100;
    volume[row] = traded[of] ?? 0;
  }
  return { rows, tokens, at, token, last, bid, ask, volume };
};

/** The same market with sizes: one to five lots of `lot` at each touch. */
export const withSizes = (columns: MarketColumns, lot: number): MarketColumns => ({
  ...columns,
  size: Float64Array.from({ length: columns.rows }, (_, row) => lot * (1 + ((row * 7) % 5))),
});

/** The message of a row; the first of each token is a snapshot. */
export const messageOf = (columns: MarketColumns, row: number): TouchlineMessage => ({
  kind: row < columns.tokens.length ? 'tk' : 'tf',
  token: columns.tokens[columns.token[row] ?? 0] ?? ('' as Token),
  receivedAt: epochMs(columns.at[row] ?? 0),
  exchangeAt: undefined as EpochMs | undefined,
  last: columns.last[row] as Price | undefined,
  open: undefined,
  high: undefined,
  low: undefined,
  previousClose: undefined,
  averagePrice: undefined,
  volume: columns.volume[row],
  openInterest: undefined,
  previousOpenInterest: undefined,
  underlyingOpenInterest: undefined,
  bid: columns.bid[row] as Price | undefined,
  ask: columns.ask[row] as Price | undefined,
  bidQuantity: columns.size?.[row],
  askQuantity: columns.size?.[row],
  depth: undefined,
  flags: 0,
});

const BATCH = 512;

/** All messages in batches, as a tape gives them; `from` shifts nothing, it is only where to start. */
export async function* batchesOf(columns: MarketColumns): AsyncIterable<readonly TouchlineMessage[]> {
  for (let start = 0; start < columns.rows; start += BATCH) {
    const batch: TouchlineMessage[] = [];
    const end = Math.min(start + BATCH, columns.rows);
    for (let row = start; row < end; row += 1) batch.push(messageOf(columns, row));
    yield batch;
  }
}
