import type { FillModel } from '../domain/fill-model.js';
import type { Hurdles } from '../domain/hurdles.js';
import type { MarginClass, MarginRates } from '../domain/margin-rates.js';
import type { Money } from '../domain/money.js';
import type { Product } from '../domain/order.js';
import type { NamingRule, RiskRule } from '../domain/risk-rule.js';
import type { Strategy } from '../domain/strategy.js';
import type { MarginGrade } from '../margin/table-margin.js';
import type { Graph } from '../operator/pipeline.js';

/** A strategy as a pipeline asks for it: with its settings, by name. */
export interface StrategyBinding {
  readonly name: string;
  readonly strategy: Strategy<unknown, unknown>;
  readonly settings: object;
  /** Instrument names it listens to; undefined for all of the pipeline's. */
  readonly on: readonly string[] | undefined;
  /** Its part of the pipeline's capital; undefined for an equal share of what the others leave. */
  readonly capital?: Money | undefined;
}

/** How margins are worked out. */
export interface MarginChoice {
  /** `span` reprices options, `payoff` goes by what they come to at expiry, `full` takes all at its value. */
  readonly model?: MarginGrade | 'full';
  /** Laid over the rates of a class: a broker's own. */
  readonly rates?: Readonly<Partial<Record<MarginClass, Partial<MarginRates>>>>;
}

/** What a pipeline file exports. People write names here; the running system knows only tokens. */
export interface PipelineDefinition {
  readonly name: string;
  /** `NSE:ACC-EQ`; resolved once, at start-up, against the instrument master. */
  readonly instruments: readonly string[];
  readonly capital: Money;
  /** What positions and orders are taken to bind; `span` by the rates that come with rxtape when left out. */
  readonly margin?: MarginChoice;
  /** Of orders that name none: `INTRADAY`, which is squared off on its day, when left out. */
  readonly product?: Product;
  /** `15:10`, IST: when what was traded for the day is squared off. When left out, the usual time of each exchange. */
  readonly squareOff?: string;
  /** Asked in this order; the first that refuses decides. */
  readonly risk: readonly (RiskRule | NamingRule)[];
  readonly strategies: readonly StrategyBinding[];
  /** Ticks of each token that strategies can look back on; 256 when left out. */
  readonly history?: number;
  /** Where any RxJS operator can stand between the stages; just the strategies when left out. */
  readonly graph?: Graph;
  /**
   * What a simulated exchange assumes of its orders, where that is not as usual: `{ slippage: { kind: 'ticks', ticks: 1
   * } }`.
   */
  readonly fills?: Partial<FillModel>;
  /** What the Sharpe and Sortino ratios hold returns against, a year: `{ riskFree: 0.065 }`; 0 when left out. */
  readonly hurdles?: Partial<Hurdles>;
}

/**
 * Binds a strategy to its settings. `as` names it where one strategy runs twice; `on` names its instruments;
 * `capital` is its part of the pipeline's, an equal share of what the others leave when left out.
 * Settings that have a default may be left out; all are decoded at start-up by the strategy's codec.
 */
export const bind = <C extends object, S>(
  strategy: Strategy<C, S>,
  settings: Partial<C>,
  {
    as,
    on,
    capital,
  }: { readonly as?: string; readonly on?: readonly string[]; readonly capital?: Money } = {},
): StrategyBinding => ({
  name: as ?? strategy.name,
  strategy: strategy as Strategy<unknown, unknown>,
  settings,
  on,
  capital,
});

/** Types what a pipeline file exports; it is checked and resolved when a run starts. */
export const definePipeline = (definition: PipelineDefinition): PipelineDefinition => definition;
