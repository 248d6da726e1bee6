import { dateOf, type SessionDay } from '../domain/session.js';
import { type Money, NO_MONEY } from '../domain/money.js';
import { type Hurdles, NO_HURDLES } from '../domain/hurdles.js';
import { cagr, cagrBySessions } from './cagr.js';
import { dailyReturns } from './daily-returns.js';
import { type DailyRow, dailyRows } from './daily-rows.js';
import { drawdownSpans } from './drawdown-spans.js';
import { growthStability } from './growth-stability.js';
import { kurtosis, skewness } from './moments.js';
import { type YearRow, monthlyTable } from './monthly.js';
import { omega } from './omega.js';
import { minTrl } from './overfit/min-trl.js';
import { psr } from './overfit/psr.js';
import { sharpeSampleOf } from './overfit/sharpe-sample.js';
import { sharpe } from './sharpe.js';
import { sortino } from './sortino.js';
import { drawdownsAtCloses, timeUnderWater, ulcer } from './under-water.js';
import { conditionalVar, historicalVar, parametricVar, tailRatio } from './value-at-risk.js';
import { volatility } from './volatility.js';

/** What the closes of the sessions tell. Ratios as ratios; null has no meaning for the run. */
export interface ReturnFigures {
  /** Growth per year, by the calendar and by sessions, as many to a year as the hurdles say. */
  readonly cagr: number | null;
  readonly cagrBySessions: number | null;
  readonly volatility: number | null;
  readonly sharpe: number | null;
  readonly sortino: number | null;
  readonly ulcer: number | null;
  readonly omega: number | null;
  /** R² of the logarithm of equity on time. */
  readonly stability: number | null;
  /** Share of the closes below the highest before. */
  readonly timeUnderWater: number | null;
  /** What the worst days of twenty lose, as returns. */
  readonly valueAtRisk: {
    readonly historical: number | null;
    readonly parametric: number | null;
    /** Mean of those days. */
    readonly conditional: number | null;
  };
  readonly tailRatio: number | null;
  readonly skewness: number | null;
  readonly kurtosis: number | null;
  /** How likely the true Sharpe ratio is above zero. */
  readonly psr: number | null;
  /** Sessions until it is 95 % likely. */
  readonly minTrl: number | null;
  /** Equity came to zero or below: returns end there. */
  readonly ruined: boolean;
  readonly drawdowns: readonly DrawdownRow[];
  readonly daily: readonly DailyRow[];
  readonly monthly: readonly YearRow[];
}

/** A time in which closes were below an earlier one; dates of sessions, IST. */
export interface DrawdownRow {
  /** Of the highest close; null where that is the capital before the first session. */
  readonly from: string | null;
  readonly trough: string;
  /** Of the close that was back; of an open one, the last. */
  readonly to: string;
  /** Lowest close over the peak, less one. */
  readonly depth: number;
  readonly sessions: number;
  /** It did not come back before the end. */
  readonly isOpen: boolean;
}

/** Of equity that began at `start` and closed at `closes` on `days`, held against `hurdles`. */
export const returnFigures = (
  days: readonly SessionDay[],
  start: Money,
  closes: readonly Money[],
  { riskFree, least, sessionsPerYear }: Hurdles = NO_HURDLES,
): ReturnFigures => {
  const returns = dailyReturns(start, closes);
  const counted = closes.slice(0, returns.length); // what comes after ruin is not counted
  const end = counted.at(-1) ?? start;
  const growth = start > NO_MONEY ? end / start : 0;
  const drawdowns = start > NO_MONEY ? drawdownsAtCloses(start, counted) : [];
  const sample = sharpeSampleOf(returns);
  const dates = days.map(dateOf);
  const daily = dailyRows(dates, start, closes);
  return {
    cagr: cagr(growth, calendarDays(days)),
    cagrBySessions: cagrBySessions(growth, returns.length, sessionsPerYear),
    volatility: volatility(returns, sessionsPerYear),
    sharpe: sharpe(returns, riskFree, sessionsPerYear),
    sortino: sortino(returns, least, sessionsPerYear),
    ulcer: ulcer(drawdowns),
    omega: omega(returns),
    stability: growthStability(start, counted),
    timeUnderWater: timeUnderWater(drawdowns),
    valueAtRisk: {
      historical: historicalVar(returns),
      parametric: parametricVar(returns),
      conditional: conditionalVar(returns),
    },
    tailRatio: tailRatio(returns),
    skewness: skewness(returns),
    kurtosis: kurtosis(returns),
    psr: sample === null ? null : psr(sample),
    minTrl: sample === null ? null : minTrl(sample),
    ruined: start > NO_MONEY && end <= NO_MONEY,
    drawdowns: start > NO_MONEY ? drawdownRows(dates, start, counted) : [],
    daily,
    monthly: monthlyTable(daily),
  };
};

/** From the beginning of the first to the end of the last. */
const calendarDays = (days: readonly SessionDay[]): number =>
  days.length === 0 ? 0 : (days.at(-1) ?? 0) - (days[0] ?? 0) + 1;

const drawdownRows = (
  dates: readonly string[],
  start: Money,
  closes: readonly Money[],
): readonly DrawdownRow[] =>
  drawdownSpans(start, closes).map(({ peak, trough, end, depth, isOpen }) => ({
    from: dates[peak - 1] ?? null,
    trough: dates[trough - 1] ?? '',
    to: dates[end - 1] ?? '',
    depth,
    sessions: end - peak,
    isOpen,
  }));
