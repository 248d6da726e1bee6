import type { Hurdles } from '../../domain/hurdles.js';
import type { Confidence } from '../../report/confidence.js';
import type { Performance } from '../../report/performance.js';
import type { DrawdownRow } from '../../report/return-figures.js';
import { toneOf } from '../shell/cards.js';
import { h } from '../shell/element.js';
import {
  countText,
  decimalText,
  durationText,
  NONE,
  percentText,
  profitText,
  rupeesText,
} from '../shell/figure-text.js';
import { type Column, figuresTable, nothing } from '../shell/figures-table.js';
import type { Section } from '../shell/frame.js';
import type { Run } from './run.js';

/** Of the whole, or of a strategy. */
interface Of {
  readonly name: string;
  readonly p: Performance;
  readonly confidence: Confidence | undefined;
}

type Figure = readonly [
  label: string,
  text: (of: Of) => string,
  tone?: (of: Of) => 'gain' | 'loss' | undefined,
];

/** The figures of report.json, with their intervals of confidence where they have one. */
const GROUPS: readonly (readonly [title: string, figures: readonly Figure[]])[] = [
  [
    'Returns',
    [
      ['Net P&L', ({ p }) => profitText(p.netPnl), ({ p }) => toneOf(p.netPnl)],
      ['P&L before costs', ({ p }) => profitText(p.grossPnl), ({ p }) => toneOf(p.grossPnl)],
      ['Costs', ({ p }) => rupeesText(p.charges)],
      ['Return', ({ p }) => percentText(p.return), ({ p }) => toneOf(p.return)],
      ['Most margin that was bound', ({ p }) => rupeesText(p.peakMargin)],
      ['Return on it', ({ p }) => percentText(p.returnOnPeakMargin), ({ p }) => toneOf(p.returnOnPeakMargin)],
      ['Growth a year (CAGR)', ({ p }) => percentText(p.cagr, 1)],
      ['Growth a year, counted by sessions', ({ p }) => percentText(p.cagrBySessions, 1)],
      ['Volatility a year', ({ p }) => percentText(p.volatility, 1)],
      ['Sharpe', ({ p }) => decimalText(p.sharpe, 2)],
      ['Sharpe, 95 %', ({ confidence }) => rangeText(confidence?.sharpe, (value) => decimalText(value, 2))],
      ['Sharpe above 0, how likely (PSR)', ({ p }) => percentText(p.psr, 1)],
      ['Sessions until 95 % likely', ({ p }) => countText(p.minTrl === null ? null : Math.ceil(p.minTrl))],
      ['Sortino', ({ p }) => decimalText(p.sortino, 2)],
      ['Calmar', ({ p }) => decimalText(p.calmar, 2)],
      ['Omega', ({ p }) => decimalText(p.omega, 2)],
      ['Stability of growth (R²)', ({ p }) => decimalText(p.stability, 2)],
    ],
  ],
  [
    'Risk',
    [
      ['Deepest drawdown', ({ p }) => percentText(p.maxDrawdown.ratio)],
      ['In rupees', ({ p }) => rupeesText(p.maxDrawdown.value)],
      ['It lasted', ({ p }) => durationText(p.maxDrawdown.durationMs)],
      ['Time under water', ({ p }) => percentText(p.timeUnderWater, 0)],
      ['Ulcer index', ({ p }) => percentText(p.ulcer)],
      ['Value at risk of a day, 95 %, historical', ({ p }) => percentText(p.valueAtRisk.historical)],
      ['As of a normal distribution', ({ p }) => percentText(p.valueAtRisk.parametric)],
      ['Mean of the days beyond (CVaR)', ({ p }) => percentText(p.valueAtRisk.conditional)],
      ['Tail ratio', ({ p }) => decimalText(p.tailRatio, 2)],
      ['Skewness', ({ p }) => decimalText(p.skewness, 2)],
      ['Kurtosis', ({ p }) => decimalText(p.kurtosis, 2)],
      ['Exposure', ({ p }) => percentText(p.exposure, 1)],
      ['Turnover, times the mean book', ({ p }) => decimalText(p.turnover, 2)],
    ],
  ],
  [
    'Trades, from no position back to none',
    [
      ['Trades', ({ p }) => countText(p.trades)],
      ['Win rate', ({ p }) => percentText(p.winRate, 1)],
      ['Without those that came to nothing', ({ p }) => percentText(p.winRateWithoutZeros, 1)],
      ['Profit factor', ({ p }) => (p.allWins ? 'no trade lost' : decimalText(p.profitFactor, 2))],
      ['Expectancy', ({ p }) => profitText(p.expectancy), ({ p }) => toneOf(p.expectancy)],
      ['Expectancy, 95 %', ({ confidence }) => rangeText(confidence?.expectancy, profitText)],
      ['Expectancy in R', ({ p }) => decimalText(p.expectancyR, 2)],
      ['Mean of what was won', ({ p }) => profitText(p.averageWin)],
      ['Mean of what was lost', ({ p }) => profitText(p.averageLoss)],
      ['Payoff', ({ p }) => decimalText(p.payoff, 2)],
      [
        'System quality (SQN)',
        ({ p }) => `${decimalText(p.sqn, 2)}${p.sqn !== null && p.fewTrades ? ', of few trades' : ''}`,
      ],
      ['Likelihood of ruin, bets of one size', ({ p }) => percentText(p.riskOfRuin.equalBets, 1)],
      ['Likelihood of ruin, as a diffusion', ({ p }) => percentText(p.riskOfRuin.diffusion, 1)],
      ['Kelly', ({ p }) => percentText(p.kelly, 1)],
      ['Mean of the worst points (MAE)', ({ p }) => profitText(p.averageMae)],
      ['Mean of the best points (MFE)', ({ p }) => profitText(p.averageMfe)],
      ['Exit efficiency', ({ p }) => percentText(p.exitEfficiency, 1)],
    ],
  ],
  [
    'Round trips, first in first out',
    [
      ['Round trips', ({ p }) => countText(p.fifo.trips)],
      ['Win rate', ({ p }) => percentText(p.fifo.winRate, 1)],
      ['Profit factor', ({ p }) => decimalText(p.fifo.profitFactor, 2)],
      ['Expectancy', ({ p }) => profitText(p.fifo.expectancy), ({ p }) => toneOf(p.fifo.expectancy)],
      ['Mean of what was won', ({ p }) => profitText(p.fifo.averageWin)],
      ['Mean of what was lost', ({ p }) => profitText(p.fifo.averageLoss)],
      ['Payoff', ({ p }) => decimalText(p.fifo.payoff, 2)],
    ],
  ],
];

/** Every figure, of the whole and of each strategy. */
export const figuresSection = ({ page: { report } }: Run): Section => {
  const strategies = Object.entries(report.strategies);
  const all: Of = { name: 'All', p: report.performance, confidence: report.confidence.all };
  const columns = [
    all,
    ...(strategies.length < 2
      ? []
      : strategies.map(([name, p]): Of => ({ name, p, confidence: report.confidence.strategies[name] }))),
  ];
  return {
    id: 'figures',
    title: 'Figures',
    lead: `${hurdlesText(report.config.settings['hurdles'])} 95 % is where a figure lies with that confidence, by a bootstrap of the trades or sessions there are.`,
    content: [
      ...GROUPS.map(([title, figures], i) =>
        group(title, i === 0, figuresTable(title, [LABEL, ...columns.map(columnOf)], figures)),
      ),
      group(
        'Deepest drawdowns, at the closes of sessions',
        false,
        drawdownsTable(report.performance.drawdowns),
      ),
    ],
  };
};

const group = (title: string, open: boolean, table: HTMLElement): HTMLElement =>
  h('details', { class: 'group', open }, h('summary', {}, title), table);

const drawdownsTable = (drawdowns: readonly DrawdownRow[]): HTMLElement =>
  drawdowns.length === 0
    ? nothing('No close was below an earlier one.')
    : figuresTable(
        'Deepest drawdowns',
        DRAWDOWNS,
        [...drawdowns].sort((a, b) => a.depth - b.depth).slice(0, 10),
      );

const DRAWDOWNS: readonly Column<DrawdownRow>[] = [
  { title: 'From', cell: ({ from }) => from ?? 'the start', isText: true },
  { title: 'Deepest on', cell: ({ trough }) => trough, isText: true },
  { title: 'Until', cell: ({ to, isOpen }) => (isOpen ? `${to}, and on` : to), isText: true },
  { title: 'Depth', cell: ({ depth }) => percentText(depth) },
  { title: 'Sessions', cell: ({ sessions }) => countText(sessions) },
];

const LABEL: Column<Figure> = { title: 'Figure', cell: ([label]) => label, isText: true };

const columnOf = (of: Of): Column<Figure> => ({
  title: of.name,
  cell: ([, text]) => text(of),
  tone: ([, , tone]) => tone?.(of),
});

const rangeText = (interval: Confidence['sharpe'] | undefined, text: (value: number) => string): string =>
  interval === null || interval === undefined ? NONE : `${text(interval[0])} to ${text(interval[1])}`;

/** What returns are held against, and by what they are told per year. */
const hurdlesText = (hurdles: unknown): string => {
  if (hurdles === undefined) return 'Sharpe and Sortino are held against no hurdle.';
  const { riskFree, least, sessionsPerYear } = hurdles as Hurdles;
  return (
    `Sharpe is above a risk-free ${percentText(riskFree)} a year, Sortino above a least ${percentText(least)}; ` +
    `a year has ${countText(sessionsPerYear)} sessions.`
  );
};
