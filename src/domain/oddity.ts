import { type Depth, DEPTH_FIELDS } from './depth.js';
import { sessionDayOf } from './session.js';
import type { Tick } from './tick.js';
import type { EpochMs } from './time.js';
import type { Touchline } from './touchline.js';

/** What is odd about a tick, one question each; {@link TouchlineFold} asks them all. */

/** Whether a buyer offers more than a seller asks: no exchange that matches lets that stand. Equal is not crossed. */
export const isCrossed = ({ bid, ask }: Pick<Touchline, 'bid' | 'ask'>): boolean =>
  bid !== undefined && ask !== undefined && bid > ask;

/** Whether a message received at `receivedAt` is of more than `staleMs` before, by the exchange's own time. */
export const isStale = (exchangeAt: EpochMs | undefined, receivedAt: EpochMs, staleMs: number): boolean =>
  exchangeAt !== undefined && receivedAt - exchangeAt > staleMs;

/** Whether the day's volume fell though the day is the same. */
export const isVolumeReset = (before: Tick, tick: Tick): boolean =>
  tick.volume !== undefined &&
  before.volume !== undefined &&
  tick.volume < before.volume &&
  isSameSession(before.receivedAt, tick.receivedAt);

/** Whether the exchange's own time went back. */
export const isExchangeTimeBack = (before: Tick, tick: Tick): boolean =>
  tick.exchangeAt !== undefined && before.exchangeAt !== undefined && tick.exchangeAt < before.exchangeAt;

export const isSameSession = (a: EpochMs, b: EpochMs): boolean => sessionDayOf(a) === sessionDayOf(b);

/** Whether nothing that is known of the token is different. What changes most often is asked first. */
export const isUnchanged = (before: Tick, tick: Tick): boolean =>
  before.last === tick.last &&
  before.bid === tick.bid &&
  before.ask === tick.ask &&
  before.volume === tick.volume &&
  before.exchangeAt === tick.exchangeAt &&
  before.bidQuantity === tick.bidQuantity &&
  before.askQuantity === tick.askQuantity &&
  before.openInterest === tick.openInterest &&
  before.averagePrice === tick.averagePrice &&
  before.high === tick.high &&
  before.low === tick.low &&
  before.open === tick.open &&
  before.previousClose === tick.previousClose &&
  before.previousOpenInterest === tick.previousOpenInterest &&
  before.underlyingOpenInterest === tick.underlyingOpenInterest &&
  isSameDepth(before.depth, tick.depth);

const isSameDepth = (before: Depth | undefined, depth: Depth | undefined): boolean =>
  before === depth || DEPTH_FIELDS.every((field) => before?.[field] === depth?.[field]);
