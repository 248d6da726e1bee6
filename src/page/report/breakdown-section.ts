import type { Breakdown, BreakdownRow } from '../../report/breakdown.js';
import { toneOf } from '../shell/cards.js';
import { h } from '../shell/element.js';
import { countText, decimalText, percentText, profitText, rupeesText } from '../shell/figure-text.js';
import { type Column, figuresTable, nothing } from '../shell/figures-table.js';
import type { Section } from '../shell/frame.js';
import type { Run } from './run.js';

const TITLES: readonly (readonly [keyof Breakdown, string])[] = [
  ['instrument', 'Instrument'],
  ['side', 'Side'],
  ['weekday', 'Weekday'],
  ['hour', 'Hour, IST'],
  ['day', 'Day'],
  ['strategy', 'Strategy'],
];

/** Rows of a table; of days there may be very many. */
const SHOWN = 100;

/** Closed trades by what they have in common: a table at a time. */
export const breakdownSection = ({ page: { report } }: Run): Section => {
  const id = 'breakdown';
  const title = 'Breakdown';
  if (report.performance.trades === 0) return { id, title, content: [nothing('No trade was closed.')] };
  const place = h('div', { 'aria-live': 'polite' });
  const buttons = TITLES.map(([key, label]) => {
    const button = h('button', { type: 'button' }, label);
    button.addEventListener('click', () => show(key, label));
    return { key, button };
  });
  const show = (key: keyof Breakdown, label: string): void => {
    for (const one of buttons) one.button.setAttribute('aria-pressed', String(one.key === key));
    const rows = report.breakdown[key];
    place.replaceChildren(
      figuresTable(
        `Trades by ${label}`,
        [
          { title: label, cell: (row) => row.key, isText: true },
          ...COLUMNS,
          ...(key === 'instrument' ? instrumentColumns(report.instruments) : []),
        ],
        rows.slice(-SHOWN),
      ),
      ...(rows.length <= SHOWN
        ? []
        : [
            h(
              'p',
              { class: 'notice' },
              `The last ${SHOWN} of ${countText(rows.length)}; all are in report.json.`,
            ),
          ]),
    );
  };
  show('instrument', 'Instrument');
  return {
    id,
    title,
    lead: 'Closed trades by what they have in common; times are of their beginnings.',
    content: [
      h(
        'div',
        { class: 'tools', role: 'group', 'aria-label': 'Break down by' },
        ...buttons.map(({ button }) => button),
      ),
      place,
    ],
  };
};

const COLUMNS: readonly Column<BreakdownRow>[] = [
  { title: 'Trades', cell: ({ trades }) => countText(trades) },
  { title: 'Net P&L', cell: ({ netPnl }) => profitText(netPnl), tone: ({ netPnl }) => toneOf(netPnl) },
  { title: 'Costs', cell: ({ charges }) => rupeesText(charges) },
  { title: 'Win rate', cell: ({ winRate }) => percentText(winRate, 1) },
  { title: 'Profit factor', cell: ({ profitFactor }) => decimalText(profitFactor, 2) },
  {
    title: 'Expectancy',
    cell: ({ expectancy }) => profitText(expectancy),
    tone: ({ expectancy }) => toneOf(expectancy),
  },
  { title: 'In R', cell: ({ expectancyR }) => decimalText(expectancyR, 2) },
  { title: 'Payoff', cell: ({ payoff }) => decimalText(payoff, 2) },
  { title: 'SQN', cell: ({ sqn }) => decimalText(sqn, 2) },
  { title: 'Kelly', cell: ({ kelly }) => percentText(kelly, 1) },
  { title: 'Mean MAE', cell: ({ averageMae }) => profitText(averageMae) },
  { title: 'Mean MFE', cell: ({ averageMfe }) => profitText(averageMfe) },
  { title: 'Exit efficiency', cell: ({ exitEfficiency }) => percentText(exitEfficiency, 1) },
];

/** What an instrument came to besides its closed trades. */
const instrumentColumns = (
  instruments: Run['page']['report']['instruments'],
): readonly Column<BreakdownRow>[] => [
  { title: 'Drawdown', cell: ({ key }) => profitText(instruments[key]?.maxDrawdown.value ?? null) },
  { title: 'Exposure', cell: ({ key }) => percentText(instruments[key]?.exposure ?? null, 1) },
  { title: 'Turnover', cell: ({ key }) => decimalText(instruments[key]?.turnover ?? null, 1) },
  { title: 'Sharpe', cell: ({ key }) => decimalText(instruments[key]?.sharpe ?? null, 2) },
];
