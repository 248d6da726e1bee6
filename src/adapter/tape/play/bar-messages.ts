import { DAY_MS, type EpochMs } from '../../../domain/time.js';
import { MessageMark, type TouchlineMessage } from '../../../domain/touchline.js';
import type { Columns } from '../decode/columns.js';

/** A message at a time. */
export type MessageAt = (at: number) => TouchlineMessage;

/** The four messages that the bar of row `i` is played as; it starts at `start`. Asked once for each bar, in order. */
export type BarMessages = (
  columns: Columns,
  i: number,
  start: number,
) => readonly [MessageAt, MessageAt, MessageAt, MessageAt];

/** What messages of bars of that length are marked with. */
export const barMarks = (intervalMs: number): number =>
  intervalMs < DAY_MS ? MessageMark.Bar : MessageMark.Bar | MessageMark.DayBar;

/** What bars tell of a touchline. */
export type BarSays = Pick<
  TouchlineMessage,
  'last' | 'volume' | 'openInterest' | 'bid' | 'ask' | 'bidQuantity' | 'askQuantity'
>;

export const NOTHING: BarSays = {
  last: undefined,
  volume: undefined,
  openInterest: undefined,
  bid: undefined,
  ask: undefined,
  bidQuantity: undefined,
  askQuantity: undefined,
};

/** A message with every field, in the order of all messages. */
export const barMessage = (
  { kind, token, flags }: Pick<TouchlineMessage, 'kind' | 'token' | 'flags'>,
  at: number,
  { last, volume, openInterest, bid, ask, bidQuantity, askQuantity }: BarSays,
): TouchlineMessage => ({
  kind,
  token,
  receivedAt: at as EpochMs,
  exchangeAt: undefined,
  last,
  open: undefined,
  high: undefined,
  low: undefined,
  previousClose: undefined,
  averagePrice: undefined,
  volume,
  openInterest,
  previousOpenInterest: undefined,
  underlyingOpenInterest: undefined,
  bid,
  ask,
  bidQuantity,
  askQuantity,
  depth: undefined,
  flags,
});
