import { type Depth } from '../../domain/depth.js';
import type { Price } from '../../domain/money.js';
import { type EpochMs, epochMs, SECOND_MS } from '../../domain/time.js';
import type { Token } from '../../domain/token.js';
import type { TouchlineMessage } from '../../domain/touchline.js';
import { isPlausible } from '../tape-time.js';
import { lastTradedAtOf } from './last-traded-at.js';

/** The numbers of a market frame by their keys on the wire: prices, then quantities, then the feed's time. */
export const PRICES = [
  ...['lp', 'o', 'h', 'l', 'c', 'ap', 'bp1', 'sp1'],
  ...['lc', 'uc', 'bp2', 'bp3', 'bp4', 'bp5', 'sp2', 'sp3', 'sp4', 'sp5'],
] as const;
export const QUANTITIES = [
  ...['v', 'oi', 'poi', 'toi', 'bq1', 'sq1'],
  ...['ltq', 'tbq', 'tsq', 'bq2', 'bq3', 'bq4', 'bq5', 'sq2', 'sq3', 'sq4', 'sq5'],
] as const;
export const FEED_TIME = 'ft';
/** Those that only the depth feed has. */
const OF_DEPTH = /^(?:[bs][pq][2-5]|lc|uc|ltq|tbq|tsq)$/;

export type MarketKey = (typeof PRICES)[number] | (typeof QUANTITIES)[number] | typeof FEED_TIME;

const KEYS: readonly MarketKey[] = [...PRICES, ...QUANTITIES, FEED_TIME];

/** Where the number of a key stands in a {@link MarketValues}. */
export const PLACES: ReadonlyMap<string, number> = new Map(KEYS.map((key, place) => [key, place]));

/** Whether the number at a place is one of the depth feed. */
export const IS_DEPTH: readonly boolean[] = KEYS.map((key) => OF_DEPTH.test(key));

/** The numbers of one frame by their places; NaN where the frame has none. */
export type MarketValues = Float64Array;

export const noValues = (): MarketValues => new Float64Array(KEYS.length).fill(NaN);

const place = (key: MarketKey): number => KEYS.indexOf(key);

const [LP, O, H, L, C, AP] = [place('lp'), place('o'), place('h'), place('l'), place('c'), place('ap')];
const [V, OI, POI, TOI, FT] = [place('v'), place('oi'), place('poi'), place('toi'), place('ft')];
const [BP1, SP1, BQ1, SQ1] = [place('bp1'), place('sp1'), place('bq1'), place('sq1')];
const [BP2, BP3, BP4, BP5] = [place('bp2'), place('bp3'), place('bp4'), place('bp5')];
const [SP2, SP3, SP4, SP5] = [place('sp2'), place('sp3'), place('sp4'), place('sp5')];
const [BQ2, BQ3, BQ4, BQ5] = [place('bq2'), place('bq3'), place('bq4'), place('bq5')];
const [SQ2, SQ3, SQ4, SQ5] = [place('sq2'), place('sq3'), place('sq4'), place('sq5')];
const [LTQ, TBQ, TSQ, LC, UC] = [place('ltq'), place('tbq'), place('tsq'), place('lc'), place('uc')];

/**
 * What a frame with these `values` says; `clock` is the time of the last trade as text, `hasDepth` whether it has any
 * of the depth feed's.
 */
export const messageOf = (
  values: MarketValues,
  clock: string | undefined,
  hasDepth: boolean,
  kind: 'tk' | 'tf',
  token: Token,
  receivedAt: EpochMs,
): TouchlineMessage => {
  const exchangeAt = feedTimeOf(at(values, FT));
  return {
    kind,
    token,
    receivedAt,
    exchangeAt,
    last: price(notZero(values, LP)),
    open: price(notZero(values, O)),
    high: price(notZero(values, H)),
    low: price(notZero(values, L)),
    previousClose: price(notZero(values, C)),
    averagePrice: price(notZero(values, AP)),
    volume: at(values, V),
    openInterest: at(values, OI),
    previousOpenInterest: at(values, POI),
    underlyingOpenInterest: at(values, TOI),
    bid: price(at(values, BP1)),
    ask: price(at(values, SP1)),
    bidQuantity: at(values, BQ1),
    askQuantity: at(values, SQ1),
    depth: hasDepth || clock !== undefined ? depthOf(values, clock, exchangeAt ?? receivedAt) : undefined,
    flags: 0,
  };
};

/** Undefined where nothing of it has a value after all, as with a last trade that has not been. */
const depthOf = (values: MarketValues, clock: string | undefined, near: EpochMs): Depth | undefined => {
  const lastQuantity = notZero(values, LTQ);
  const lastTradedAt = clock === undefined ? undefined : lastTradedAtOf(clock, near);
  const lowerCircuit = notZero(values, LC);
  const upperCircuit = notZero(values, UC);
  const hasOther =
    lastQuantity !== undefined ||
    lastTradedAt !== undefined ||
    lowerCircuit !== undefined ||
    upperCircuit !== undefined;
  if (!hasOther && !BOOK.some((each) => !Number.isNaN(values[each]))) return undefined;
  return {
    bid2: at(values, BP2),
    bidQuantity2: at(values, BQ2),
    ask2: at(values, SP2),
    askQuantity2: at(values, SQ2),
    bid3: at(values, BP3),
    bidQuantity3: at(values, BQ3),
    ask3: at(values, SP3),
    askQuantity3: at(values, SQ3),
    bid4: at(values, BP4),
    bidQuantity4: at(values, BQ4),
    ask4: at(values, SP4),
    askQuantity4: at(values, SQ4),
    bid5: at(values, BP5),
    bidQuantity5: at(values, BQ5),
    ask5: at(values, SP5),
    askQuantity5: at(values, SQ5),
    lastQuantity,
    lastTradedAt,
    totalBuyQuantity: at(values, TBQ),
    totalSellQuantity: at(values, TSQ),
    lowerCircuit,
    upperCircuit,
  };
};

/** What is a value whatever its number. */
const BOOK = [
  ...[BP2, BP3, BP4, BP5, SP2, SP3, SP4, SP5],
  ...[BQ2, BQ3, BQ4, BQ5, SQ2, SQ3, SQ4, SQ5],
  ...[TBQ, TSQ],
];

/** `ft` counts whole seconds; 0 and the like are no time. */
const feedTimeOf = (ft: number | undefined): EpochMs | undefined => {
  if (ft === undefined) return undefined;
  const moment = ft * SECOND_MS;
  return isPlausible(moment) ? epochMs(moment) : undefined;
};

const at = (values: MarketValues, i: number): number | undefined => {
  const value = values[i];
  return value === undefined || Number.isNaN(value) ? undefined : value;
};

const notZero = (values: MarketValues, i: number): number | undefined => {
  const value = values[i];
  return value === undefined || Number.isNaN(value) || value === 0 ? undefined : value;
};

const price = (value: number | undefined): Price | undefined => value as Price | undefined;
