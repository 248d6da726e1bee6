import { countText } from '../../domain/count-text.js';
import type { Interval } from '../../report/bootstrap.js';
import type { Performance } from '../../report/performance.js';
import type { Report, ReportCharges } from '../../report/report.js';
import { GAP, plainTable } from './plain-table.js';

/** What a terminal shows without wrapping. */
const COLUMNS = 80;
const SHORTEST_NAME = 8;

/**
 * The report in short, for a terminal: a row for each strategy and one for all, then ticks, orders, what was
 * refused by which rule, and the digest. Rupees grouped in lakhs and crores, ratios as percents, `-` for what
 * has no meaning. At most 80 columns: long names are cut, and paise are left out where they do not fit.
 */
export const summaryTable = (report: Report): string => {
  const scopes: readonly Scope[] = [...Object.entries(report.strategies), ['all', report.performance]];
  const precise = scopes.map(rowOf(2));
  const rows = widthOf(precise) <= COLUMNS ? precise : scopes.map(rowOf(0));
  return [tableOf(rows), '', ...figureLines(report), ...linesOf(report)].join('\n');
};

type Scope = readonly [name: string, performance: Performance];

const HEAD = ['Strategy', 'Net P&L ₹', 'Charges ₹', 'Return', 'Drawdown', 'Trades', 'Wins', 'Sharpe'];

const rowOf =
  (paise: 0 | 2) =>
  ([name, p]: Scope): readonly string[] => [
    name,
    decimal(p.netPnl, paise),
    decimal(p.charges, paise),
    percent(p.return, 2),
    percent(p.maxDrawdown.ratio, 2),
    decimal(p.trades, 0),
    percent(p.winRate, 1),
    decimal(p.sharpe, 2),
  ];

/** Columns the rows take with the shortest name. */
const widthOf = (rows: readonly (readonly string[])[]): number => SHORTEST_NAME + widthOfFigures(rows);

const widthOfFigures = (rows: readonly (readonly string[])[]): number =>
  HEAD.slice(1)
    .map((head, column) => Math.max(head.length, ...rows.map((row) => row[column + 1]?.length ?? 0)))
    .reduce((sum, width) => sum + GAP + width, 0);

const tableOf = (rows: readonly (readonly string[])[]): string => {
  const room = Math.max(SHORTEST_NAME, COLUMNS - widthOfFigures(rows));
  return plainTable(
    HEAD,
    rows.map(([name = '', ...figures]) => [clip(name, room), ...figures]),
  );
};

/** What a trade and a day came to, of the whole, with how far it can be trusted. */
const figureLines = ({ performance: p, confidence }: Report): readonly string[] => [
  ...(p.expectancy === null
    ? []
    : [
        line(
          'trade',
          `mean ${decimal(p.expectancy, 2)}${within(confidence.all.expectancy)}, ` +
            (p.allWins ? 'all won' : `profit factor ${decimal(p.profitFactor, 2)}`),
        ),
      ]),
  ...(p.sharpe === null
    ? []
    : [
        line(
          'days',
          `Sharpe ${decimal(p.sharpe, 2)}${within(confidence.all.sharpe)}, Sortino ${decimal(p.sortino, 2)}, ` +
            `Calmar ${decimal(p.calmar, 2)}`,
        ),
      ]),
  ...(p.peakMargin === null
    ? []
    : [
        line(
          'margin',
          `${decimal(p.peakMargin, 2)} at its peak, return on it ${percent(p.returnOnPeakMargin, 2)}`,
        ),
      ]),
];

/** ` (95 %: 1.20 to 3.40)`; nothing where there is no interval. */
const within = (interval: Interval | null): string =>
  interval === null ? '' : ` (95 %: ${decimal(interval[0], 2)} to ${decimal(interval[1], 2)})`;

const linesOf = ({
  data,
  counts,
  config,
  failures,
  halts,
  notClosed,
  digest,
  open,
  charges,
}: Report): readonly string[] => [
  line('ticks', decimal(data.ticks, 0)),
  line('from', data.from ?? '-'),
  line('to', data.to ?? '-'),
  ...(data.skipped === 0 ? [] : [line('skipped', `${decimal(data.skipped, 0)} rows that could not be read`)]),
  ...(counts.noSnapshot === 0
    ? []
    : [line('ignored', `${decimal(counts.noSnapshot, 0)} updates without a snapshot`)]),
  ...Object.entries(data.flags)
    .filter(([, times]) => times > 0)
    .map(([flag, times]) => line('flagged', `${decimal(times, 0)} ${flag}`)),
  ...(data.dropped === 0
    ? []
    : [line('dropped', `${decimal(data.dropped, 0)} ticks for a flag; --on FLAG=keep passes them on`)]),
  line('orders', `${decimal(counts.orders, 0)}, fills ${decimal(counts.fills, 0)}`),
  ...(counts.unexpected === 0
    ? []
    : [line('odd', `${decimal(counts.unexpected, 0)} updates of orders late, doubled or impossible`)]),
  ...chargesLines(charges),
  ...(open.positions.length === 0 ? [] : [line('open', countText(open.positions.length, 'position'))]),
  ...wrapped('risk', config.risk),
  ...Object.entries(counts.refused).map(([rule, times]) =>
    line('refused', `${decimal(times, 0)} by ${rule}`),
  ),
  ...halts.map(({ at, strategy, instrument, rule, message }) =>
    line('halted', `${at.slice(11, 19)} ${strategy ?? instrument ?? 'all'} by ${rule}: ${message}`),
  ),
  ...notClosed.map(({ strategy, instrument, quantity, tries }) =>
    line('open', `${quantity} of ${instrument} by ${strategy}: not closed in ${tries} tries`),
  ),
  ...failures.flatMap(({ strategy, instrument, event, eventSeq, at, message }) => [
    line('failed', `${strategy} on ${instrument}, ${event} ${eventSeq} at ${at}`),
    line('', message),
  ]),
  ...gradeLines(data),
  ...config.models.map((text, i) => line(i === 0 ? 'models' : '', text)),
  line('digest', digest),
];

/** Who took the charges, and what contract notes would come to. */
const chargesLines = ({ items, notes }: ReportCharges): readonly string[] => {
  const { total, ...parts } = items;
  if (total === 0) return [];
  const shown = Object.entries(parts).map(([item, rupees]) => `${item} ${decimal(rupees, 2)}`);
  const noted = notes.reduce((sum, note) => sum + note.total, 0);
  return [
    line('charges', shown.slice(0, 3).join(', ')),
    line('', shown.slice(3).join(', ')),
    ...(notes.length === 0
      ? []
      : [line('noted', `${decimal(noted, 2)} on ${countText(notes.length, 'contract note')}`)]),
  ];
};

/** Names, as many to a line as fit. */
const wrapped = (label: string, names: readonly string[]): readonly string[] => {
  const lines: string[] = [];
  for (const name of names) {
    const last = lines.at(-1);
    if (last !== undefined && 9 + last.length + 2 + name.length < COLUMNS)
      lines[lines.length - 1] = `${last}, ${name}`;
    else lines.push(name);
  }
  return lines.map((text, i) => line(i === 0 ? label : '', text));
};

/** What the data of the tokens tells of the market: `depth 1, last 2`. */
const gradeLines = ({ tokens }: Report['data']): readonly string[] => {
  const seen = tokens.filter(({ grade }) => grade !== 'none');
  const grades = [...new Set(seen.map(({ grade }) => grade))];
  return grades.length === 0
    ? []
    : [
        line(
          'grade',
          grades.map((one) => `${one} ${seen.filter(({ grade }) => grade === one).length}`).join(', '),
        ),
      ];
};

const line = (label: string, text: string): string =>
  clip(`${label.padEnd(9)}${text.replaceAll(/\s+/g, ' ')}`, COLUMNS);

const clip = (text: string, width: number): string =>
  text.length <= width ? text : `${text.slice(0, width - 1)}…`;

const decimal = (value: number | null, digits: number): string => printed(value, 'decimal', digits);
const percent = (ratio: number | null, digits: number): string => printed(ratio, 'percent', digits);

const printed = (value: number | null, style: 'decimal' | 'percent', digits: number): string =>
  value === null
    ? '-'
    : value.toLocaleString('en-IN', {
        style,
        minimumFractionDigits: digits,
        maximumFractionDigits: digits,
        signDisplay: 'negative', // what rounds to zero has no sign
      });
