import type { Interval } from '../../report/bootstrap.js';
import type { Report } from '../../report/report.js';
import type { ReportPage } from '../../report/page/report-page.js';
import { type Card, cards, toneOf } from '../shell/cards.js';
import { h } from '../shell/element.js';
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
export const summary = ({
  performance: p,
  counts,
  charges,
  confidence,
  open,
  failures,
  halts,
}: ReportPage['report']): Section => {
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
    {
      label: 'Sharpe',
      value: decimalText(p.sharpe, 2),
      note: rangeText(confidence.all.sharpe, 2) ?? 'daily, annualised',
    },
    { label: 'Sortino', value: decimalText(p.sortino, 2), note: 'daily, annualised' },
    { label: 'Trades', value: countText(p.trades), note: `${countText(counts.fills)} executions` },
    {
      label: 'Win rate',
      value: percentText(p.winRate, 1),
      note: p.payoff === null ? undefined : `payoff ${decimalText(p.payoff, 2)}`,
    },
    {
      label: 'Profit factor',
      value: decimalText(p.profitFactor, 2),
      note: p.allWins ? 'no trade lost' : undefined,
    },
    {
      label: 'Expectancy',
      value: profitText(p.expectancy),
      note: rangeText(confidence.all.expectancy, 0) ?? 'a trade',
      tone: toneOf(p.expectancy),
    },
    {
      label: 'Costs',
      value: rupeesText(p.charges),
      note: charges.items.stt === 0 ? undefined : `${rupeesText(charges.items.stt)} of it STT`,
    },
    {
      label: 'Return on peak margin',
      value: percentText(p.returnOnPeakMargin),
      tone: toneOf(p.returnOnPeakMargin),
      note: p.peakMargin === null ? undefined : `of ${rupeesText(p.peakMargin)}`,
    },
    { label: 'Exposure', value: percentText(p.exposure, 1), note: 'of session time' },
  ];
  return { id: 'summary', title: 'Summary', content: [cards(list), ...warnings({ open, failures, halts })] };
};

/** `95 %: −1,044 to −189`: where the figure would lie by a bootstrap of the trades or days there are. */
const rangeText = (interval: Interval | null, digits: number): string | undefined =>
  interval === null
    ? undefined
    : `95 %: ${decimalText(interval[0], digits)} to ${decimalText(interval[1], digits)}`;

/** What must not be overlooked beside the figures: the first lines of it, the rest on demand. */
const warnings = (of: Pick<Report, 'open' | 'failures' | 'halts'>): readonly HTMLElement[] => {
  const texts = warningsOf(of);
  const lines = texts.slice(0, MOST).map((text) => h('p', { class: 'warning' }, text));
  const more = texts.length - MOST;
  return [
    ...lines.slice(0, AT_ONCE),
    ...(lines.length <= AT_ONCE
      ? []
      : [
          h(
            'details',
            { class: 'warnings' },
            h('summary', {}, `${countText(texts.length - AT_ONCE)} more`),
            ...lines.slice(AT_ONCE),
            more <= 0 ? undefined : h('p', {}, `And ${countText(more)} more; all are in report.json.`),
          ),
        ]),
  ];
};

const AT_ONCE = 3;
const MOST = 200;

const warningsOf = ({
  open,
  failures,
  halts,
}: Pick<Report, 'open' | 'failures' | 'halts'>): readonly string[] => [
  ...failures.map(
    ({ strategy, instrument, at, message }) =>
      `${strategy} failed on ${instrument} at ${at.slice(0, 19).replace('T', ' ')} and ran no more there: ${message}`,
  ),
  ...halts.map(
    ({ at, rule, message }) => `Halted at ${at.slice(0, 19).replace('T', ' ')} by ${rule}: ${message}`,
  ),
  ...open.positions.map(
    ({ strategy, instrument, quantity, unrealised }) =>
      `${strategy} still held ${countText(quantity)} of ${instrument} at the end, ${profitText(unrealised)} at the last price.`,
  ),
];
