import type { Instrument } from '../../domain/instrument.js';
import { inRupees } from '../../domain/money.js';
import type { Token } from '../../domain/token.js';
import type { ComparedTrade } from './compared-trade.js';
import { type DailyDrift, dailyDrift } from './daily-drift.js';
import { type Decomposition, decompose, sumOf } from './decomposition.js';
import { matchTrades, type TradePair } from './match-trades.js';
import { type SignalIdentity, signalIdentity } from './signal-identity.js';
import { executionDrift, type ExecutionDrift, type Shortfall, type Spread, spreadOf } from './slippage.js';

/** A session beside a backtest of the ticks that it recorded. Money in rupees. */
export interface Drift {
  /** Whether both decided the same, to the last entry. */
  readonly isSameDigest: boolean;
  readonly signals: SignalIdentity;
  /**
   * Of the executions of matched trades, entries and exits; positive is worse than the backtest. By price, and by
   * moment: trades that the other did not make are in neither.
   */
  readonly slippage: Spreads;
  readonly timing: Spreads;
  readonly netPnl: { readonly paper: number; readonly backtest: number };
  /** What the difference is made of; the parts sum to `total`. */
  readonly difference: Readonly<Record<keyof Decomposition, number>>;
  readonly daily: DailyDrift;
}

/** A unit. */
export interface Spreads {
  readonly rupees: Spread;
  readonly ticks: Spread;
  readonly bps: Spread;
}

/** A row of the comparison. */
export interface DriftRow {
  readonly pair: TradePair;
  /** Of matched trades; the exit's where both have ended. */
  readonly entry: ExecutionDrift | undefined;
  readonly exit: ExecutionDrift | undefined;
  readonly parts: Decomposition;
}

/** A run as it is compared. */
export interface ComparedRun {
  readonly digest: string;
  readonly trades: readonly ComparedTrade[];
  /** Rupees, after charges, open positions at their last prices. */
  readonly netPnl: number;
  /** Simple returns, one a day. */
  readonly dailyReturns: readonly number[];
}

/** The trades of both runs beside each other, in the order of their entries. */
export const driftRows = (
  paper: Pick<ComparedRun, 'trades'>,
  backtest: Pick<ComparedRun, 'trades'>,
  instruments: ReadonlyMap<Token, Instrument>,
): readonly DriftRow[] =>
  matchTrades(paper.trades, backtest.trades).map((pair) => {
    const instrument = instruments.get(pair.kind === 'missed' ? pair.backtest.token : pair.paper.token);
    const [entry, exit] = executionsOf(pair, instrument?.tickSize);
    return { pair, entry, exit, parts: decompose(pair, instrument?.multiplier ?? 1) };
  });

export const driftOf = (paper: ComparedRun, backtest: ComparedRun, rows: readonly DriftRow[]): Drift => {
  const executions = rows.flatMap(({ entry, exit }) => [entry, exit]).filter((one) => one !== undefined);
  const parts = sumOf(rows.map((row) => row.parts));
  return {
    isSameDigest: paper.digest === backtest.digest,
    signals: signalIdentity(rows.map(({ pair }) => pair)),
    slippage: spreadsOf(executions.map(({ slippage }) => slippage)),
    timing: spreadsOf(executions.map(({ timing }) => timing)),
    netPnl: { paper: paper.netPnl, backtest: backtest.netPnl },
    difference: {
      total: inRupees(parts.total),
      missed: inRupees(parts.missed),
      extra: inRupees(parts.extra),
      quantity: inRupees(parts.quantity),
      timing: inRupees(parts.timing),
      price: inRupees(parts.price),
      charges: inRupees(parts.charges),
    },
    daily: dailyDrift(paper.dailyReturns, backtest.dailyReturns),
  };
};

const spreadsOf = (worse: readonly Shortfall[]): Spreads => ({
  rupees: spreadOf(worse.map(({ rupees }) => rupees)),
  ticks: spreadOf(worse.flatMap(({ ticks }) => (ticks === null ? [] : [ticks]))),
  bps: spreadOf(worse.map(({ bps }) => bps)),
});

const executionsOf = (
  pair: TradePair,
  tickSize: number | undefined,
): readonly [entry: ExecutionDrift | undefined, exit: ExecutionDrift | undefined] => {
  if (pair.kind !== 'matched') return [undefined, undefined];
  const { paper, backtest } = pair;
  const [entry, exit] = paper.side === 'LONG' ? (['BUY', 'SELL'] as const) : (['SELL', 'BUY'] as const);
  const haveEnded = paper.closedAt !== undefined && backtest.closedAt !== undefined;
  return [
    executionDrift(entry, paper.entry, backtest.entry, tickSize),
    haveEnded ? executionDrift(exit, paper.exit, backtest.exit, tickSize) : undefined,
  ];
};
