/** What returns are held against, rates per year as ratios: 0.065 is 6.5 %. */
export interface Hurdles {
  /** What capital earns without a risk: the Sharpe ratio counts what is above it. */
  readonly riskFree: number;
  /** The least return that is acceptable: the Sortino ratio counts what is above it, and its losses are below. */
  readonly least: number;
}

export const NO_HURDLES: Hurdles = { riskFree: 0, least: 0 };
