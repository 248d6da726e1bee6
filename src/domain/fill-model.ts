import type { Instrument } from './instrument.js';

/**
 * How the simulated exchange fills orders: plain data, so that it can be recorded, printed and repeated. Shares
 * are ratios. docs/fills-and-costs.md tells what each part does to a result.
 */
export interface FillModel {
  /**
   * `book`: what the tape shows is all there is to trade with. `touch`: an order trades whole at the touch, as if
   * the market were endless.
   */
  readonly matching: 'book' | 'touch';
  /** From sending to the exchange. */
  readonly entryLatency: LatencyModel;
  /** From the exchange back. */
  readonly responseLatency: LatencyModel;
  /** Worsens the price of what takes from the book. */
  readonly slippage: SlippageModel;
  /** Of a displayed size, the share that may be taken. */
  readonly participation: ByLiquidity;
  /** Ticks beyond the last displayed level at which the rest of an order at market trades. */
  readonly extraTicks: number;
  /** Of what traded between two ticks, the share that is believed to have traded at an order's price. */
  readonly queueShare: number;
  /** Of what left a level untraded, the share that is believed to have stood before an order. */
  readonly cancelAhead: number;
  /** Chance that an order that rests at the touch is filled when its turn has come; 1 is always. */
  readonly touchProbability: number;
  /** Where a tape has no quotes. */
  readonly halfSpread: HalfSpread;
  /** Of what traded, the share that orders get where a tape has no sizes. */
  readonly volumeCap: number;
  /** The same on bars. */
  readonly barVolumeCap: number;
  /** Nothing trades against what is older by the exchange's own time. */
  readonly staleMs: ByLiquidity;
  /** Whether hours, lots, ticks, freeze quantities, price bands and triggers are checked. */
  readonly isChecked: boolean;
  /** Of the previous close, how far a price may be from it where the tape has no circuit limits. */
  readonly priceBand: PriceBand;
  /** Of all that is drawn; every order has a stream of its own. */
  readonly seed: number;
}

/** Of index futures and options, and of all else. */
export interface ByLiquidity {
  readonly liquid: number;
  readonly other: number;
}

/** The largest of so many ticks and a share of the price, which for options is another. */
export interface HalfSpread {
  readonly ticks: number;
  readonly share: number;
  readonly optionShare: number;
}

/** Null is no band. */
export interface PriceBand {
  readonly equity: number | null;
  readonly future: number | null;
  readonly option: number | null;
}

export type LatencyModel =
  | { readonly kind: 'fixed'; readonly ms: number }
  /** Every millisecond from `fromMs` to `toMs` is as likely. */
  | { readonly kind: 'uniform'; readonly fromMs: number; readonly toMs: number }
  | { readonly kind: 'lognormal'; readonly meanMs: number; readonly deviationMs: number };

export type SlippageModel =
  | { readonly kind: 'none' }
  | { readonly kind: 'ticks'; readonly ticks: number }
  /** A share of the distance between bid and ask. */
  | { readonly kind: 'spread'; readonly share: number }
  /** Price · impact · min(quantity / volume, cap)². */
  | { readonly kind: 'volumeShare'; readonly impact: number; readonly cap: number }
  /** Price · factor · daily volatility · √(quantity / volume of the day). */
  | { readonly kind: 'squareRoot'; readonly factor: number; readonly dailyVolatility: number };

/** What is assumed where nothing else is said: that the market is no kinder than it shows itself. */
export const CONSERVATIVE_FILLS: FillModel = {
  matching: 'book',
  entryLatency: { kind: 'lognormal', meanMs: 150, deviationMs: 50 },
  responseLatency: { kind: 'fixed', ms: 100 },
  slippage: { kind: 'none' },
  participation: { liquid: 1, other: 0.5 },
  extraTicks: 1,
  queueShare: 0.5,
  cancelAhead: 0,
  touchProbability: 1,
  halfSpread: { ticks: 1, share: 0.0002, optionShare: 0.005 },
  volumeCap: 0.1,
  barVolumeCap: 0.025,
  staleMs: { liquid: 5_000, other: 60_000 },
  isChecked: true,
  priceBand: { equity: 0.2, future: 0.1, option: null },
  seed: 1,
};

/** Nothing stands in an order's way: for the logic of a strategy, not for its profit. */
export const IDEAL_FILLS: FillModel = {
  ...CONSERVATIVE_FILLS,
  matching: 'touch',
  entryLatency: { kind: 'fixed', ms: 0 },
  responseLatency: { kind: 'fixed', ms: 0 },
  isChecked: false,
};

/** Index futures and options, whose books are the deepest there are; an instrument that nobody knows is not. */
export const isLiquid = (instrument: Pick<Instrument, 'kind'> | undefined): boolean =>
  instrument?.kind === 'FUTIDX' || instrument?.kind === 'OPTIDX';

export const byLiquidity = (values: ByLiquidity, instrument: Instrument | undefined): number =>
  isLiquid(instrument) ? values.liquid : values.other;
