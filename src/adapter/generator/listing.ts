import { type Token, tokenOf } from '../../domain/token.js';
import type { Temper } from './return-path.js';
import type { Wander } from './wandering.js';

/** A row of the sample's instrument master, with the facts that the generator needs. */
export interface Listing {
  readonly token: Token;
  readonly exchange: string;
  readonly number: string;
  readonly symbol: string;
  readonly tradingSymbol: string;
  /** `EQ`, `INDEX`, `FUTIDX`. */
  readonly kind: string;
  readonly lotSize: number;
  /** Prices are whole ticks, and a tick is one part of a rupee: 10 for 0.10. */
  readonly ticksPerRupee: number;
  /** As the master writes it; an index has `0`. */
  readonly tickSize: string;
  /** `2026-01-27`; undefined for what does not expire. */
  readonly expiry: string | undefined;
  /** Rupees; made up, and not the close of that day. */
  readonly previousClose: number;
}

/** How an instrument trades. */
export interface TradedListing extends Listing {
  /** Trades a second, on the average of the day; a trade of the model is what one frame of a feed sums up. */
  readonly tradesPerSecond: number;
  /** Quotes that change without a trade, a second. */
  readonly quotesPerSecond: number;
  /** Lots of the opening auction. */
  readonly auctionLots: number;
  /** Ticks between bid and ask, at ease. */
  readonly spreadTicks: number;
  /** Sizes scale with it: a lot of an equity is one share, and few trade a single one. */
  readonly lotsAtOnce: number;
  /** Units; undefined for what is no derivative. */
  readonly previousOpenInterest: number | undefined;
  /** How often its levels 2 to 5 are shown; undefined for never. */
  readonly depthEveryMs: number | undefined;
  /** How long nothing trades at times, and how many such spells an average hour has. */
  readonly quiet: { readonly fromMs: number; readonly toMs: number; readonly anHour: number };
}

export interface FutureListing extends TradedListing {
  readonly expiry: string;
  /** Cost of carry a year, as a ratio. */
  readonly carry: number;
  /** How the basis strays from carry, in rupees. */
  readonly basis: Wander;
}

export interface EquityListing extends TradedListing {
  /** What of the index's return it takes part in, and what is its own. */
  readonly beta: number;
  readonly own: Temper;
}

const numbered = (exchange: string, number: string): Pick<Listing, 'token' | 'exchange' | 'number'> => ({
  token: tokenOf(exchange, number),
  exchange,
  number,
});

/** The index's return. The deviation of a whole day comes to about 0.4 %. */
export const MARKET: Temper = {
  overnight: 0.0025,
  noise: 0.000022,
  trend: { deviation: 0.0000016, memoryMs: 60_000 },
  memoryMs: 9_000_000,
};

export const NIFTY: Listing = {
  ...numbered('NSE', '26000'),
  symbol: 'Nifty 50',
  tradingSymbol: 'NIFTY INDEX',
  kind: 'INDEX',
  lotSize: 1,
  ticksPerRupee: 20,
  tickSize: '0',
  expiry: undefined,
  previousClose: 26_180,
};

/** The token is made up: the exchange gave it to no contract of that name. */
export const NIFTY_FUTURE: FutureListing = {
  ...numbered('NFO', '53001'),
  symbol: 'NIFTY',
  tradingSymbol: 'NIFTY27JAN26F',
  kind: 'FUTIDX',
  lotSize: 65,
  ticksPerRupee: 10,
  tickSize: '0.10',
  expiry: '2026-01-27',
  previousClose: 26_286,
  tradesPerSecond: 0.54,
  quotesPerSecond: 0.2,
  auctionLots: 240,
  spreadTicks: 5,
  lotsAtOnce: 1,
  previousOpenInterest: 65 * 228_400,
  depthEveryMs: 20_000,
  quiet: { fromMs: 4_000, toMs: 12_000, anHour: 4 },
  carry: 0.065,
  basis: { deviation: 1.5, memoryMs: 120_000 },
};

export const RELIANCE: EquityListing = {
  ...numbered('NSE', '2885'),
  symbol: 'RELIANCE',
  tradingSymbol: 'RELIANCE-EQ',
  kind: 'EQ',
  lotSize: 1,
  ticksPerRupee: 10,
  tickSize: '0.10',
  expiry: undefined,
  previousClose: 1_562,
  tradesPerSecond: 0.2,
  quotesPerSecond: 0.1,
  auctionLots: 61_250,
  spreadTicks: 1.4,
  lotsAtOnce: 120,
  previousOpenInterest: undefined,
  depthEveryMs: undefined,
  quiet: { fromMs: 10_000, toMs: 45_000, anHour: 5 },
  beta: 1.1,
  own: {
    overnight: 0.002,
    noise: 0.000018,
    trend: { deviation: 0.000002, memoryMs: 90_000 },
    memoryMs: 7_200_000,
  },
};

export const INFOSYS: EquityListing = {
  ...numbered('NSE', '1594'),
  symbol: 'INFY',
  tradingSymbol: 'INFY-EQ',
  kind: 'EQ',
  lotSize: 1,
  ticksPerRupee: 10,
  tickSize: '0.10',
  expiry: undefined,
  previousClose: 1_624,
  tradesPerSecond: 0.16,
  quotesPerSecond: 0.07,
  auctionLots: 23_400,
  spreadTicks: 1.8,
  lotsAtOnce: 120,
  previousOpenInterest: undefined,
  depthEveryMs: undefined,
  quiet: { fromMs: 10_000, toMs: 60_000, anHour: 6 },
  beta: 0.8,
  own: {
    overnight: 0.003,
    noise: 0.00002,
    trend: { deviation: 0.0000022, memoryMs: 90_000 },
    memoryMs: 7_200_000,
  },
};

/** In the order in which the sample subscribes to them. */
export const LISTINGS: readonly Listing[] = [NIFTY_FUTURE, NIFTY, RELIANCE, INFOSYS];
