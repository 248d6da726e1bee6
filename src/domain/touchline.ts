import type { Depth } from './depth.js';
import { mergeDepth } from './depth.js';
import type { Price } from './money.js';
import type { EpochMs } from './time.js';
import type { Token } from './token.js';

/** What a touchline message can carry, in the order of the tape's columns. */
export const TOUCHLINE_FIELDS = [
  'last',
  'open',
  'high',
  'low',
  'previousClose',
  'averagePrice',
  'volume',
  'openInterest',
  'previousOpenInterest',
  'underlyingOpenInterest',
  'bid',
  'ask',
  'bidQuantity',
  'askQuantity',
] as const;

/** The touchline of one token: best bid and ask, the last trade and the day so far. */
export interface Touchline {
  readonly last: Price | undefined;
  readonly open: Price | undefined;
  readonly high: Price | undefined;
  readonly low: Price | undefined;
  /** The previous session's close. */
  readonly previousClose: Price | undefined;
  /** The day's volume-weighted average, by the exchange. */
  readonly averagePrice: Price | undefined;
  /** Traded today so far, in units. */
  readonly volume: number | undefined;
  readonly openInterest: number | undefined;
  readonly previousOpenInterest: number | undefined;
  /** Open interest of all derivatives on the underlying. */
  readonly underlyingOpenInterest: number | undefined;
  /** Undefined when never sent and when that side of the book is empty. */
  readonly bid: Price | undefined;
  readonly ask: Price | undefined;
  readonly bidQuantity: number | undefined;
  readonly askQuantity: number | undefined;
}

/** A touchline that says nothing. */
export const NO_TOUCHLINE: Touchline = {
  last: undefined,
  open: undefined,
  high: undefined,
  low: undefined,
  previousClose: undefined,
  averagePrice: undefined,
  volume: undefined,
  openInterest: undefined,
  previousOpenInterest: undefined,
  underlyingOpenInterest: undefined,
  bid: undefined,
  ask: undefined,
  bidQuantity: undefined,
  askQuantity: undefined,
};

/**
 * One decoded market message. `tk` is a whole snapshot, `tf` only what changed; a field that is undefined
 * was absent. A bid or ask of 0 says that this side of the book is empty. Every field is there, in this
 * order: one shape for all messages.
 */
export interface TouchlineMessage extends Touchline {
  readonly kind: 'tk' | 'tf';
  readonly token: Token;
  /** Our clock when it came; in a replay, the virtual time at which it is delivered. */
  readonly receivedAt: EpochMs;
  /** The exchange's time, often whole seconds. */
  readonly exchangeAt: EpochMs | undefined;
  /** What the depth feed adds to the touchline, where the message had it. */
  readonly depth: Depth | undefined;
  /** What its source noticed about it: {@link MessageFlag} and {@link MessageMark}, or-ed; 0 for nothing. */
  readonly flags: number;
}

/** What is odd about a message or tick; or-ed into its `flags`. They fit into two bytes. */
export const MessageFlag = {
  /** Its time lay before that of a message before it in its file; it was put in its place. */
  OutOfOrder: 1,
  /** It repeats the message before it: the same time and nothing changed. */
  Duplicate: 2,
  /** The day's volume fell within a session. */
  VolumeReset: 4,
  /** The exchange's own time went back. */
  ExchangeTimeBack: 8,
  /** The exchange's time lies far behind ours: old news told again. */
  Stale: 16,
  /** It ends a long silence of its token within a session. */
  Gap: 32,
  /** The bid is above the ask. */
  Crossed: 64,
  /** Messages keep coming, and for long none has changed anything. */
  Frozen: 128,
  /** Its source marked it as not to be trusted. */
  Suspicious: 256,
  /** Messages came faster than they were processed: later ones of its token were folded into it. */
  Conflated: 512,
} as const;

/** What is good to know of a message and odd in no way; in `flags` beside {@link MessageFlag}. */
export const MessageMark = {
  /** It is a price within a bar, at a moment that nobody knows. */
  Bar: 1024,
  /** It is the last one of its bar, at the bar's end. */
  BarEnd: 2048,
  /** Its bar is a day or longer: its time of day tells nothing. */
  DayBar: 4096,
} as const;

/** All of {@link MessageFlag}, or-ed: what is left of `flags & ODD` is odd. */
export const ODD = Object.values(MessageFlag).reduce<number>((all, flag) => all | flag, 0);

export type MessageFlagName = keyof typeof MessageFlag;

export const FLAG_NAMES = Object.keys(MessageFlag) as readonly MessageFlagName[];

/** The names of the flags in `flags`. */
export const flagNames = (flags: number): readonly MessageFlagName[] =>
  FLAG_NAMES.filter((name) => (flags & MessageFlag[name]) !== 0);

/** The price of a book side as a tick shows it: the message's, else the one before; 0 is an empty side. */
export const overlaySide = (present: Price | undefined, before: Price | undefined): Price | undefined =>
  present === undefined ? before : present === 0 ? undefined : present;

/** `present`, an absent field keeping its value in `before`. */
export const overlay = <A>(present: A | undefined, before: A | undefined): A | undefined =>
  present === undefined ? before : present;

/** Two consecutive `tf`s as one: applying it is applying `first`, then `second`. Both are of one token. */
export const foldMessages = (first: TouchlineMessage, second: TouchlineMessage): TouchlineMessage => ({
  kind: first.kind,
  token: second.token,
  receivedAt: second.receivedAt,
  exchangeAt: overlay(second.exchangeAt, first.exchangeAt),
  last: overlay(second.last, first.last),
  open: overlay(second.open, first.open),
  high: overlay(second.high, first.high),
  low: overlay(second.low, first.low),
  previousClose: overlay(second.previousClose, first.previousClose),
  averagePrice: overlay(second.averagePrice, first.averagePrice),
  volume: overlay(second.volume, first.volume),
  openInterest: overlay(second.openInterest, first.openInterest),
  previousOpenInterest: overlay(second.previousOpenInterest, first.previousOpenInterest),
  underlyingOpenInterest: overlay(second.underlyingOpenInterest, first.underlyingOpenInterest),
  bid: overlay(second.bid, first.bid),
  ask: overlay(second.ask, first.ask),
  bidQuantity: overlay(second.bidQuantity, first.bidQuantity),
  askQuantity: overlay(second.askQuantity, first.askQuantity),
  depth: mergeDepth(first.depth, second.depth),
  flags: first.flags | second.flags,
});

/** A message that stays as it is, of one that may change when the next is taken. */
export const copyMessage = (message: TouchlineMessage): TouchlineMessage => ({
  kind: message.kind,
  token: message.token,
  receivedAt: message.receivedAt,
  exchangeAt: message.exchangeAt,
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
  bid: message.bid,
  ask: message.ask,
  bidQuantity: message.bidQuantity,
  askQuantity: message.askQuantity,
  depth: message.depth,
  flags: message.flags,
});
