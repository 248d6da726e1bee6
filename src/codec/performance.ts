import * as t from 'io-ts';
import { Count, Finite, IstDate, orNull } from './report-field.js';

const Interval = t.readonly(t.tuple([Finite, Finite]), 'Interval');

const Daily = t.strict({ date: IstDate, equity: Finite, netPnl: Finite, return: orNull(Finite) }, 'Daily');

const Drawdown = t.strict(
  {
    from: orNull(IstDate),
    trough: IstDate,
    to: IstDate,
    depth: Finite,
    sessions: Count,
    isOpen: t.boolean,
  },
  'Drawdown',
);

const tradeFigures = {
  trades: Count,
  winRate: orNull(Finite),
  winRateWithoutZeros: orNull(Finite),
  profitFactor: orNull(Finite),
  allWins: t.boolean,
  averageWin: orNull(Finite),
  averageLoss: orNull(Finite),
  payoff: orNull(Finite),
  expectancy: orNull(Finite),
  expectancyR: orNull(Finite),
  sqn: orNull(Finite),
  sqnCapped: orNull(Finite),
  fewTrades: t.boolean,
  kelly: orNull(Finite),
  riskOfRuin: t.strict({ equalBets: orNull(Finite), diffusion: orNull(Finite) }),
  averageMae: orNull(Finite),
  averageMfe: orNull(Finite),
  exitEfficiency: orNull(Finite),
};

const figures = {
  netPnl: Finite,
  grossPnl: Finite,
  charges: Finite,
  return: orNull(Finite),
  maxDrawdown: t.strict({ value: Finite, ratio: orNull(Finite), durationMs: Count }),
  calmar: orNull(Finite),
  ...tradeFigures,
  fifo: t.strict({
    trips: Count,
    winRate: orNull(Finite),
    profitFactor: orNull(Finite),
    averageWin: orNull(Finite),
    averageLoss: orNull(Finite),
    payoff: orNull(Finite),
    expectancy: orNull(Finite),
  }),
  exposure: orNull(Finite),
  turnover: orNull(Finite),
  peakMargin: orNull(Finite),
  returnOnPeakMargin: orNull(Finite),
  cagr: orNull(Finite),
  cagrBySessions: orNull(Finite),
  volatility: orNull(Finite),
  sharpe: orNull(Finite),
  sortino: orNull(Finite),
  ulcer: orNull(Finite),
  omega: orNull(Finite),
  stability: orNull(Finite),
  timeUnderWater: orNull(Finite),
  valueAtRisk: t.strict({
    historical: orNull(Finite),
    parametric: orNull(Finite),
    conditional: orNull(Finite),
  }),
  tailRatio: orNull(Finite),
  skewness: orNull(Finite),
  kurtosis: orNull(Finite),
  psr: orNull(Finite),
  minTrl: orNull(Finite),
  ruined: t.boolean,
};

/** The figures of a strategy, or of the whole, in `report.json`. */
export const Performance = t.strict(
  {
    ...figures,
    drawdowns: t.readonlyArray(Drawdown),
    daily: t.readonlyArray(Daily),
    monthly: t.readonlyArray(
      t.strict({ year: Count, months: t.readonlyArray(orNull(Finite)), return: Finite }),
    ),
  },
  'Performance',
);

/** Those of an instrument. */
export const InstrumentPerformance = t.strict(figures, 'InstrumentPerformance');

const Confidence = t.strict(
  {
    expectancy: orNull(Interval),
    expectancyBy: orNull(t.keyof({ bootstrap: null, normal: null })),
    sharpe: orNull(Interval),
  },
  'Confidence',
);

/** Intervals of the whole and of each strategy. */
export const ReportConfidence = t.strict(
  { all: Confidence, strategies: t.record(t.string, Confidence) },
  'ReportConfidence',
);

const BreakdownRows = t.readonlyArray(
  t.strict({
    key: t.string,
    netPnl: Finite,
    charges: Finite,
    ...tradeFigures,
  }),
);

/** Closed trades by what they have in common. */
export const Breakdown = t.strict(
  {
    strategy: BreakdownRows,
    instrument: BreakdownRows,
    side: BreakdownRows,
    day: BreakdownRows,
    weekday: BreakdownRows,
    hour: BreakdownRows,
  },
  'Breakdown',
);
