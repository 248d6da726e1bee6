import type { DailyRow } from '../../report/daily-rows.js';
import type { YearRow } from '../../report/monthly.js';
import { axisLook, echart, tooltipLook } from '../charts/echart.js';
import { toneOf } from '../shell/cards.js';
import { h } from '../shell/element.js';
import { percentText, profitText, shortRupeesText } from '../shell/figure-text.js';
import { type Column, figuresTable, nothing } from '../shell/figures-table.js';
import type { Section } from '../shell/frame.js';
import type { Run } from './run.js';

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'] as const;

/** What each month and each day brought. */
export const calendarSection = ({ page: { report } }: Run): Section => {
  const { daily, monthly } = report.performance;
  const id = 'calendar';
  const title = 'Months and days';
  if (daily.length === 0) return { id, title, content: [nothing('No session was traded.')] };
  return {
    id,
    title,
    lead: 'From close to close of the sessions, open positions included; months are compounded.',
    content: [
      monthly.length === 0 ? undefined : figuresTable('Return of each month', COLUMNS, monthly),
      daily.length < 2 ? undefined : dayChart(daily),
    ],
  };
};

const COLUMNS: readonly Column<YearRow>[] = [
  { title: 'Year', cell: ({ year }) => String(year), isText: true },
  ...MONTHS.map((title, i) => ({
    title,
    cell: ({ months }: YearRow) => percentText(months[i]),
    tone: ({ months }: YearRow) => toneOf(months[i]),
  })),
  { title: 'Year', cell: (row) => percentText(row.return), tone: (row) => toneOf(row.return) },
];

const dayChart = (days: readonly DailyRow[]): HTMLElement =>
  h(
    'div',
    { class: 'panel' },
    h('h3', {}, 'Profit of each session'),
    echart({
      label: `Profit of each of ${days.length} sessions`,
      heightPx: 220,
      option: (colours) => ({
        tooltip: {
          ...tooltipLook(colours),
          trigger: 'axis',
          valueFormatter: (value) => profitText(Number(value)),
        },
        xAxis: { ...axisLook(colours), type: 'category', data: days.map(({ date }) => date) },
        yAxis: {
          ...axisLook(colours),
          type: 'value',
          axisLabel: { color: colours.muted, formatter: shortRupeesText },
        },
        series: [
          {
            type: 'bar',
            barMaxWidth: 28,
            data: days.map(({ netPnl }) => ({
              value: netPnl,
              itemStyle: { color: netPnl >= 0 ? colours.gain : colours.loss },
            })),
          },
        ],
      }),
    }),
  );
