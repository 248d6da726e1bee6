import type { Performance } from '../../report/performance.js';
import { toneOf } from '../shell/cards.js';
import {
  countText,
  decimalText,
  durationText,
  percentText,
  profitText,
  rupeesText,
} from '../shell/figure-text.js';
import { type Column, figuresTable } from '../shell/figures-table.js';
import type { Section } from '../shell/frame.js';
import type { Run } from './run.js';

type Row = readonly [name: string, performance: Performance];

const COLUMNS: readonly Column<Row>[] = [
  { title: 'Strategy', cell: ([name]) => name, isText: true },
  { title: 'Net P&L', cell: ([, p]) => profitText(p.netPnl), tone: ([, p]) => toneOf(p.netPnl) },
  { title: 'Return', cell: ([, p]) => percentText(p.return), tone: ([, p]) => toneOf(p.return) },
  { title: 'Drawdown', cell: ([, p]) => percentText(p.maxDrawdown.ratio) },
  { title: 'Longest', cell: ([, p]) => durationText(p.maxDrawdown.durationMs) },
  { title: 'Sharpe', cell: ([, p]) => decimalText(p.sharpe, 2) },
  { title: 'Sortino', cell: ([, p]) => decimalText(p.sortino, 2) },
  { title: 'Trades', cell: ([, p]) => countText(p.trades) },
  { title: 'Win rate', cell: ([, p]) => percentText(p.winRate, 1) },
  { title: 'Profit factor', cell: ([, p]) => decimalText(p.profitFactor, 2) },
  { title: 'Expectancy', cell: ([, p]) => profitText(p.expectancy), tone: ([, p]) => toneOf(p.expectancy) },
  { title: 'Costs', cell: ([, p]) => rupeesText(p.charges) },
  { title: 'Exposure', cell: ([, p]) => percentText(p.exposure, 1) },
];

/** Strategies side by side, and the whole below them. */
export const strategiesSection = ({ page: { report } }: Run): Section => ({
  id: 'strategies',
  title: 'Strategies',
  content: [
    figuresTable('Figures of each strategy', COLUMNS, [
      ...Object.entries(report.strategies),
      ['All', report.performance],
    ]),
  ],
});
