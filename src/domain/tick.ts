import { type Depth, mergeDepth } from './depth.js';
import type { EpochMs } from './time.js';
import type { Token } from './token.js';
import { overlay, overlaySide, type Touchline, type TouchlineMessage } from './touchline.js';

/**
 * The whole touchline of one token after one message. Immutable and of one object shape: every field is
 * there, undefined where the feed never sent it.
 */
export interface Tick extends Touchline {
  readonly kind: 'Tick';
  readonly seq: number;
  /** The world's clock. */
  readonly at: EpochMs;
  readonly token: Token;
  /** When the exchange says it happened; undefined where the feed has no such time. */
  readonly exchangeAt: EpochMs | undefined;
  /** When we received it. */
  readonly receivedAt: EpochMs;
  readonly depth: Depth | undefined;
  /** What is odd about it, {@link MessageFlag}, and good to know, {@link MessageMark}, or-ed; 0 for nothing. */
  readonly flags: number;
}

/** The tick of a `tk`: the snapshot is all that is known of the token. */
export const tickOfSnapshot = (message: TouchlineMessage, seq: number, at: EpochMs): Tick => ({
  kind: 'Tick',
  seq,
  at,
  token: message.token,
  exchangeAt: message.exchangeAt,
  receivedAt: message.receivedAt,
  last: message.last,
  open: message.open,
  high: message.high,
  low: message.low,
  previousClose: message.previousClose,
  averagePrice: message.averagePrice,
  volume: message.volume,
  openInterest: message.openInterest,
  previousOpenInterest: message.previousOpenInterest,
  underlyingOpenInterest: message.underlyingOpenInterest,
  bid: overlaySide(message.bid, undefined),
  ask: overlaySide(message.ask, undefined),
  bidQuantity: message.bidQuantity,
  askQuantity: message.askQuantity,
  depth: message.depth,
  flags: message.flags,
});

/** The tick after a `tf`: what is present overwrites, zero included; what is absent keeps its last value. */
export const applyTouchline = (tick: Tick, update: TouchlineMessage, seq: number, at: EpochMs): Tick => ({
  kind: 'Tick',
  seq,
  at,
  token: tick.token,
  exchangeAt: overlay(update.exchangeAt, tick.exchangeAt),
  receivedAt: update.receivedAt,
  last: overlay(update.last, tick.last),
  open: overlay(update.open, tick.open),
  high: overlay(update.high, tick.high),
  low: overlay(update.low, tick.low),
  previousClose: overlay(update.previousClose, tick.previousClose),
  averagePrice: overlay(update.averagePrice, tick.averagePrice),
  volume: overlay(update.volume, tick.volume),
  openInterest: overlay(update.openInterest, tick.openInterest),
  previousOpenInterest: overlay(update.previousOpenInterest, tick.previousOpenInterest),
  underlyingOpenInterest: overlay(update.underlyingOpenInterest, tick.underlyingOpenInterest),
  bid: overlaySide(update.bid, tick.bid),
  ask: overlaySide(update.ask, tick.ask),
  bidQuantity: overlay(update.bidQuantity, tick.bidQuantity),
  askQuantity: overlay(update.askQuantity, tick.askQuantity),
  depth: update.depth === undefined ? tick.depth : mergeDepth(tick.depth, update.depth),
  flags: update.flags,
});

/** `tick` with `flags` besides its own. */
export const withFlags = (tick: Tick, flags: number): Tick => ({
  kind: 'Tick',
  seq: tick.seq,
  at: tick.at,
  token: tick.token,
  exchangeAt: tick.exchangeAt,
  receivedAt: tick.receivedAt,
  last: tick.last,
  open: tick.open,
  high: tick.high,
  low: tick.low,
  previousClose: tick.previousClose,
  averagePrice: tick.averagePrice,
  volume: tick.volume,
  openInterest: tick.openInterest,
  previousOpenInterest: tick.previousOpenInterest,
  underlyingOpenInterest: tick.underlyingOpenInterest,
  bid: tick.bid,
  ask: tick.ask,
  bidQuantity: tick.bidQuantity,
  askQuantity: tick.askQuantity,
  depth: tick.depth,
  flags: tick.flags | flags,
});
