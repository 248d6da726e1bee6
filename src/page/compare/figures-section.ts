import type { ComparedReport, Comparison } from '../../report/compare/comparison.js';
import { toneOf } from '../shell/cards.js';
import { countText, decimalText, percentText, profitText, rupeesText } from '../shell/figure-text.js';
import { type Column, figuresTable } from '../shell/figures-table.js';
import type { Section } from '../shell/frame.js';

/** A figure of every run. */
interface Row {
  readonly label: string;
  readonly text: (run: ComparedReport) => string;
  readonly tone?: (run: ComparedReport) => 'gain' | 'loss' | undefined;
}

type Interval = ComparedReport['confidence']['sharpe'];

const between = (interval: Interval, text: (value: number) => string): string =>
  interval === null ? '–' : `${text(interval[0])} to ${text(interval[1])}`;

const ROWS: readonly Row[] = [
  {
    label: 'Net P&L',
    text: ({ performance: p }) => profitText(p.netPnl),
    tone: ({ performance: p }) => toneOf(p.netPnl),
  },
  { label: 'Costs', text: ({ performance: p }) => rupeesText(p.charges) },
  {
    label: 'Return',
    text: ({ performance: p }) => percentText(p.return),
    tone: ({ performance: p }) => toneOf(p.return),
  },
  {
    label: 'Return on peak margin',
    text: ({ performance: p }) => percentText(p.returnOnPeakMargin),
    tone: ({ performance: p }) => toneOf(p.returnOnPeakMargin),
  },
  { label: 'CAGR', text: ({ performance: p }) => percentText(p.cagr, 1) },
  { label: 'Volatility', text: ({ performance: p }) => percentText(p.volatility, 1) },
  { label: 'Sharpe', text: ({ performance: p }) => decimalText(p.sharpe, 2) },
  { label: 'Sharpe, 95 %', text: ({ confidence: c }) => between(c.sharpe, (value) => decimalText(value, 2)) },
  { label: 'Sortino', text: ({ performance: p }) => decimalText(p.sortino, 2) },
  { label: 'Max drawdown', text: ({ performance: p }) => percentText(p.maxDrawdown.ratio) },
  { label: 'Calmar', text: ({ performance: p }) => decimalText(p.calmar, 2) },
  { label: 'Time under water', text: ({ performance: p }) => percentText(p.timeUnderWater, 0) },
  { label: 'Trades', text: ({ performance: p }) => countText(p.trades) },
  { label: 'Win rate', text: ({ performance: p }) => percentText(p.winRate, 1) },
  {
    label: 'Profit factor',
    text: ({ performance: p }) => (p.allWins ? 'all wins' : decimalText(p.profitFactor, 2)),
  },
  { label: 'Expectancy', text: ({ performance: p }) => profitText(p.expectancy) },
  {
    label: 'Expectancy, 95 %',
    text: ({ confidence: c }) => between(c.expectancy, (value) => profitText(value, 0)),
  },
  { label: 'Exposure', text: ({ performance: p }) => percentText(p.exposure, 1) },
  { label: 'Turnover', text: ({ performance: p }) => decimalText(p.turnover, 2) },
  { label: 'Capital', text: ({ capital }) => rupeesText(capital, 0) },
  { label: 'Sessions', text: ({ sessions }) => countText(sessions) },
  { label: 'From', text: ({ from }) => from?.slice(0, 10) ?? '–' },
  { label: 'To', text: ({ to }) => to?.slice(0, 10) ?? '–' },
  { label: 'Pipeline', text: ({ pipeline }) => pipeline },
  { label: 'Digest', text: ({ digest }) => digest.slice(0, 8) },
];

/** A column for each run. */
export const figuresSection = ({ runs }: Comparison): Section => ({
  id: 'figures',
  title: 'Figures',
  content: [
    figuresTable(
      'Figures of each run',
      [
        { title: 'Figure', cell: ({ label }: Row) => label, isText: true },
        ...runs.map((run): Column<Row> => ({
          title: run.name,
          cell: ({ text }) => text(run),
          tone: ({ tone }) => tone?.(run),
        })),
      ],
      ROWS,
    ),
  ],
});
