import type { PageEquity } from '../../report/page/report-page.js';
import { axisLook, echart, tooltipLook } from '../charts/echart.js';
import { toneOf } from '../shell/cards.js';
import { h } from '../shell/element.js';
import { NONE, percentText, profitText, shortRupeesText } from '../shell/figure-text.js';
import { figuresTable, nothing } from '../shell/figures-table.js';
import type { Section } from '../shell/frame.js';
import type { Run } from './run.js';

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'] as const;

interface Day {
  readonly date: string;
  readonly profit: number;
}

/** What each month and each day brought. */
export const calendarSection = ({ page }: Run): Section => {
  const days = daysOf(page.equity);
  const id = 'calendar';
  const title = 'Months and days';
  if (days.length === 0) return { id, title, content: [nothing('No day was traded.')] };
  return {
    id,
    title,
    lead: 'Change of equity, open positions included; a month as a share of the capital.',
    content: [monthTable(days, page.equity.capital), days.length < 2 ? undefined : dayChart(days)],
  };
};

const daysOf = ({ days, capital }: PageEquity): readonly Day[] =>
  days.map(({ date, whole }, i) => ({ date, profit: whole - (days[i - 1]?.whole ?? capital) }));

const monthTable = (days: readonly Day[], capital: number): HTMLElement => {
  const years = [...new Set(days.map(({ date }) => date.slice(0, 4)))];
  const profitOf = (prefix: string): number | undefined => {
    const within = days.filter(({ date }) => date.startsWith(prefix));
    return within.length === 0 ? undefined : within.reduce((sum, { profit }) => sum + profit, 0);
  };
  const share = (profit: number | undefined): string =>
    profit === undefined || capital === 0 ? NONE : percentText(profit / capital);
  const column = (name: string, suffix: string) => ({
    title: name,
    cell: (year: string) => {
      const profit = profitOf(`${year}${suffix}`);
      return h('span', { title: profit === undefined ? undefined : profitText(profit) }, share(profit));
    },
    tone: (year: string) => toneOf(profitOf(`${year}${suffix}`)),
  });
  return figuresTable(
    'Return of each month',
    [
      { title: 'Year', cell: (year: string) => year, isText: true },
      ...MONTHS.map((name, i) => column(name, `-${String(i + 1).padStart(2, '0')}`)),
      column('Whole', ''),
      {
        title: 'Whole, ₹',
        cell: (year: string) => profitText(profitOf(year)),
        tone: (year: string) => toneOf(profitOf(year)),
      },
    ],
    years,
  );
};

const dayChart = (days: readonly Day[]): HTMLElement =>
  h(
    'div',
    { class: 'panel' },
    h('h3', {}, 'Profit of each day'),
    echart({
      label: `Profit of each of ${days.length} days`,
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
            large: true,
            barMaxWidth: 28,
            data: days.map(({ profit }) => ({
              value: profit,
              itemStyle: { color: profit >= 0 ? colours.gain : colours.loss },
            })),
          },
        ],
      }),
    }),
  );
