import type { ReportPage } from '../../report/page/report-page.js';
import { type Card, cards, toneOf } from '../shell/cards.js';
import {
  countText,
  decimalText,
  durationText,
  percentText,
  profitText,
  rupeesText,
} from '../shell/figure-text.js';
import type { Section } from '../shell/frame.js';

/** The figures that are looked at first. */
export const summary = ({ performance: p, counts, charges }: ReportPage['report']): Section => {
  const list: readonly Card[] = [
    {
      label: 'Net P&L',
      value: profitText(p.netPnl),
      note: `${profitText(p.grossPnl)} before costs`,
      tone: toneOf(p.netPnl),
    },
    { label: 'Return', value: percentText(p.return), tone: toneOf(p.return), note: 'of the capital' },
    {
      label: 'Max drawdown',
      value: percentText(p.maxDrawdown.ratio),
      note: `${rupeesText(p.maxDrawdown.value)}, ${durationText(p.maxDrawdown.durationMs)}`,
    },
    { label: 'Sharpe', value: decimalText(p.sharpe, 2), note: 'daily, annualised' },
    { label: 'Sortino', value: decimalText(p.sortino, 2), note: 'daily, annualised' },
    { label: 'Trades', value: countText(p.trades), note: `${countText(counts.fills)} executions` },
    { label: 'Win rate', value: percentText(p.winRate, 1) },
    { label: 'Profit factor', value: decimalText(p.profitFactor, 2) },
    { label: 'Expectancy', value: profitText(p.expectancy), note: 'a trade', tone: toneOf(p.expectancy) },
    {
      label: 'Costs',
      value: rupeesText(p.charges),
      note: charges.items.total === 0 ? undefined : `${rupeesText(charges.items.stt)} of it STT`,
    },
    { label: 'Exposure', value: percentText(p.exposure, 1), note: 'of session time' },
    { label: 'Turnover', value: decimalText(p.turnover, 2), note: 'times the mean book' },
  ];
  return { id: 'summary', title: 'Summary', content: [cards(list)] };
};
