import { UsageError } from '../../domain/failure.js';
import { DAY_MS, type EpochMs } from '../../domain/time.js';
import {
  type EquityListing,
  type FutureListing,
  INFOSYS,
  MARKET,
  NIFTY,
  NIFTY_FUTURE,
  RELIANCE,
} from './listing.js';
import { PublishedIndex } from './published-index.js';
import type { Random } from './random.js';
import { ReturnPath } from './return-path.js';
import { activityAt, volatilityAt } from './session-shape.js';
import type { MarketMood, Source } from './source.js';
import { TradedInstrument } from './traded-instrument.js';
import { Wandering } from './wandering.js';

/** The day's instruments and the prices that they follow: one index return drives them all. */
export interface Market {
  /** In the order in which the feed subscribes to them. */
  readonly sources: readonly Source[];
  /** Moves all fair prices on by one step, at `share` of the session. */
  step(share: number): MarketMood;
}

/**
 * The market of `date` (IST), which opens at `opensAt`; each process takes its own sequence of `nextRandom`.
 * Throws a UsageError when the future has expired before that date.
 */
export const openMarket = (nextRandom: () => Random, date: string, opensAt: EpochMs): Market => {
  const market = new ReturnPath(nextRandom(), MARKET);
  const mood = new Wandering(nextRandom(), { deviation: 0.3, memoryMs: 1_200_000 });
  const basis = new Wandering(nextRandom(), NIFTY_FUTURE.basis);
  const reliance = new ReturnPath(nextRandom(), RELIANCE.own);
  const infosys = new ReturnPath(nextRandom(), INFOSYS.own);

  const index = (): number => NIFTY.previousClose * (1 + market.value);
  const carry = 1 + NIFTY_FUTURE.carry * yearsLeft(NIFTY_FUTURE, date);
  const future = (): number => index() * carry + basis.value;
  const equity = (listing: EquityListing, own: ReturnPath) => (): number =>
    listing.previousClose * (1 + listing.beta * market.value + own.value);

  return {
    sources: [
      new TradedInstrument(nextRandom(), NIFTY_FUTURE, future, opensAt),
      new PublishedIndex(nextRandom(), NIFTY, index),
      new TradedInstrument(nextRandom(), RELIANCE, equity(RELIANCE, reliance), opensAt),
      new TradedInstrument(nextRandom(), INFOSYS, equity(INFOSYS, infosys), opensAt),
    ],
    step: (share) => {
      mood.step();
      const agitation = Math.min(2, Math.max(0.5, 1 + mood.value)); // busy hours are also the restless ones
      const volatility = volatilityAt(share) * agitation;
      market.step(volatility);
      basis.step();
      reliance.step(volatility);
      infosys.step(volatility);
      return { share, activity: activityAt(share) * agitation };
    },
  };
};

const yearsLeft = ({ expiry, tradingSymbol }: FutureListing, date: string): number => {
  const days = (Date.parse(expiry) - Date.parse(date)) / DAY_MS;
  if (days < 0) throw new UsageError(`${tradingSymbol} expired on ${expiry}, before ${date}`);
  return days / 365;
};
