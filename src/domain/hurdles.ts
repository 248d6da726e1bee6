/** Trading sessions in a year by convention. */
export const SESSIONS_PER_YEAR = 252;

/** What returns are held against, rates per year as ratios (0.065 is 6.5 %), and what makes a year of them. */
export interface Hurdles {
  /** What capital earns without a risk: the Sharpe ratio counts what is above it. */
  readonly riskFree: number;
  /** The least return that is acceptable: the Sortino ratio counts what is above it, and its losses are below. */
  readonly least: number;
  /** Sessions in a year: what daily figures are told per year by. */
  readonly sessionsPerYear: number;
}

export const NO_HURDLES: Hurdles = { riskFree: 0, least: 0, sessionsPerYear: SESSIONS_PER_YEAR };
