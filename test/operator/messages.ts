import type { Instrument } from '../../src/domain/instrument.js';
import type { Price } from '../../src/domain/money.js';
import { type EpochMs, epochMs } from '../../src/domain/time.js';
import type { Token } from '../../src/domain/token.js';
import type { Touchline, TouchlineMessage } from '../../src/domain/touchline.js';
import type { FeedMessage, Malformed } from '../../src/port/feed.js';

export const ACC = 'NSE|22' as Token;
export const INFY = 'NSE|1594' as Token;
export const NIFTY = 'NFO|53001' as Token;

/** 09:15:00 IST on Monday 2026-01-05, a whole second. */
export const OPEN = Date.UTC(2026, 0, 5, 3, 45);

/** Prices and quantities as plain numbers. */
export type Fields = { readonly [K in keyof Touchline]?: number };

/** A snapshot `ms` after the open. */
export const tk = (ms: number, token: Token, fields: Fields = {}): TouchlineMessage =>
  message('tk', ms, token, fields);

/** An update `ms` after the open. */
export const tf = (ms: number, token: Token, fields: Fields = {}): TouchlineMessage =>
  message('tf', ms, token, fields);

export const malformed = (ms: number, detail: string): Malformed => ({
  kind: 'Malformed',
  receivedAt: at(ms),
  detail,
});

/** The moment `ms` after the open. */
export const at = (ms: number): EpochMs => epochMs(OPEN + ms);

/** A thing that trades in lots of one share. */
export const instrumentOf = (token: Token, lotSize = 1): Instrument => ({
  token,
  name: token.replace('|', ':'),
  exchange: token.slice(0, 3),
  symbol: token.slice(4),
  tradingSymbol: token.slice(4),
  kind: 'EQ',
  lotSize,
  tickSize: 0.05,
  multiplier: 1,
  expiry: undefined,
  strike: undefined,
  optionType: undefined,
});

/** `messages` in batches of `size`. */
export async function* batchesOf(
  messages: readonly FeedMessage[],
  size = messages.length,
): AsyncIterable<readonly FeedMessage[]> {
  for (let i = 0; i < messages.length; i += size) yield messages.slice(i, i + size);
}

const message = (kind: 'tk' | 'tf', ms: number, token: Token, fields: Fields): TouchlineMessage => ({
  kind,
  token,
  receivedAt: at(ms),
  exchangeAt: undefined,
  last: fields.last as Price | undefined,
  open: fields.open as Price | undefined,
  high: fields.high as Price | undefined,
  low: fields.low as Price | undefined,
  previousClose: fields.previousClose as Price | undefined,
  averagePrice: fields.averagePrice as Price | undefined,
  volume: fields.volume,
  openInterest: fields.openInterest,
  previousOpenInterest: fields.previousOpenInterest,
  underlyingOpenInterest: fields.underlyingOpenInterest,
  bid: fields.bid as Price | undefined,
  ask: fields.ask as Price | undefined,
  bidQuantity: fields.bidQuantity,
  askQuantity: fields.askQuantity,
  depth: undefined,
  flags: 0,
});
