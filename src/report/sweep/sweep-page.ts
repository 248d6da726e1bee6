import type { Luck } from '../overfit/luck.js';
import type { SummaryText } from './summary-text.js';
import type { ToldWalk } from './told-walk.js';

/** What the page of a sweep is given. */
export interface SweepPage {
  readonly pipeline: string;
  /** A line below the title each. */
  readonly facts: readonly string[];
  readonly objective: { readonly figure: string; readonly isLeast: boolean };
  /** Names of the settings of which more than one value was tried. */
  readonly parameters: readonly string[];
  readonly text: SummaryText;
  readonly luck: Luck;
  /** Null where there was none. */
  readonly walkForward: ToldWalk | null;
  /** Those with a result, from the best on, those outside the constraints behind. */
  readonly rows: readonly SweepPageRow[];
  /** What all of them have in common, text by name: code, tape, instruments, exchange. */
  readonly setup: Readonly<Record<string, string>>;
  /** Of the best row's run, as `backtest` tells it; null where there is none. */
  readonly bestDigest: string | null;
  /** Those without. */
  readonly failed: readonly SweepPageFailure[];
}

export interface SweepPageFailure extends Pick<SweepPageRow, 'values'> {
  readonly settings: string;
  readonly error: string;
}

export interface SweepPageRow {
  /** Of each parameter, in their order. */
  readonly values: readonly unknown[];
  readonly objective: number | null;
  readonly isRanked: boolean;
  readonly netPnl: number | null;
  readonly sharpe: number | null;
  readonly maxDrawdown: number | null;
  readonly trades: number | null;
  /** Rows a step away, the median of their objective, and the share of them at least half as good. */
  readonly neighbours: number;
  readonly neighboursMedian: number | null;
  readonly neighboursAsGood: number | null;
  readonly inSample: number | null;
  readonly outOfSample: number | null;
}
