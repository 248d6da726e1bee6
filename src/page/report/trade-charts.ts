import type { LineSeriesOption } from 'echarts';
import { axisLook, echart, tooltipLook } from '../charts/echart.js';
import { h } from '../shell/element.js';
import { countText, profitText, rupeesText, shortRupeesText } from '../shell/figure-text.js';
import { nothing } from '../shell/figures-table.js';
import type { Section } from '../shell/frame.js';
import { istText } from '../shell/ist.js';
import type { Palette } from '../shell/theme.js';
import { onceSeen } from '../shell/once-seen.js';
import { bins } from './bins.js';
import { leftOut } from './left-out.js';
import type { Run, TradeRow } from './run.js';

/** How trades ended, and how far they went against and for the strategy before they did. */
export const tradeCharts = (run: Run, onTrade: (trade: TradeRow) => void): Section => {
  const id = 'distribution';
  const title = 'Trades at a glance';
  if (run.trades.length === 0) return { id, title, content: [nothing('No trade was closed.')] };
  const place = h('div', { class: 'pair charts' });
  onceSeen(place, () => place.append(...panelsOf(run.tradeRows(), onTrade)));
  return { id, title, content: [place, leftOut('trades', run.trades, 'trades.csv')] };
};

const panelsOf = (
  trades: readonly TradeRow[],
  onTrade: (trade: TradeRow) => void,
): readonly HTMLElement[] => [
  panel('Net profit of trades', 'How many trades came to how much.', profits(trades)),
  panel(
    'Worst point against outcome',
    'How deep a trade was under water at its worst (MAE), and what it came to before costs. Deep ones that still won are luck or a stop too wide.',
    excursions(trades, 'mae', onTrade),
  ),
  panel(
    'Best point against outcome',
    'How much a trade was worth at its best (MFE), and what it came to before costs. On the line all of it was kept; far below it is profit given back.',
    excursions(trades, 'mfe', onTrade),
  ),
];

const panel = (title: string, lead: string, chart: HTMLElement): HTMLElement =>
  h('div', { class: 'panel' }, h('h3', {}, title), h('p', { class: 'lead' }, lead), chart);

const profits = (trades: readonly TradeRow[]): HTMLElement => {
  const parts = bins(trades.map(({ netPnl }) => netPnl));
  return echart({
    label: `Histogram of the net profit of ${trades.length} trades`,
    heightPx: 260,
    option: (colours) => ({
      tooltip: {
        ...tooltipLook(colours),
        formatter: (one) => {
          const part = parts[(one as { readonly dataIndex: number }).dataIndex];
          return part === undefined
            ? ''
            : `${rupeesText(part.from, 0)} to ${rupeesText(part.to, 0)}: ${countText(part.count)} trades`;
        },
      },
      xAxis: {
        ...axisLook(colours),
        type: 'category',
        data: parts.map(({ from }) => shortRupeesText(from)),
        splitLine: { show: false },
      },
      yAxis: { ...axisLook(colours), type: 'value', minInterval: 1 },
      series: [
        {
          type: 'bar',
          barCategoryGap: '6%',
          data: parts.map(({ from, count }) => ({
            value: count,
            itemStyle: { color: from >= 0 ? colours.gain : colours.loss },
          })),
        },
      ],
    }),
  });
};

const NAMES = { mae: 'at its worst', mfe: 'at its best' } as const;

const excursions = (
  trades: readonly TradeRow[],
  which: 'mae' | 'mfe',
  onTrade: (trade: TradeRow) => void,
): HTMLElement => {
  const known = trades.filter((trade) => trade[which] !== null);
  if (known.length === 0) return nothing('No prices were known while they were open.');
  return echart({
    label: `${known.length} trades by their value ${NAMES[which]} and what they came to`,
    heightPx: 260,
    onPick: (i) => {
      const trade = known[i];
      if (trade !== undefined) onTrade(trade);
    },
    option: (colours) => ({
      tooltip: {
        ...tooltipLook(colours),
        formatter: (one) => {
          const trade = known[(one as { readonly dataIndex: number }).dataIndex];
          return trade === undefined
            ? ''
            : `${trade.instrument} ${trade.side}, ${istText(trade.openedAt)}\n${profitText(trade[which])} ${NAMES[which]}, ${profitText(trade.grossPnl)} in the end`;
        },
      },
      xAxis: {
        ...axisLook(colours),
        type: 'value',
        scale: true,
        axisLabel: { color: colours.muted, formatter: shortRupeesText, hideOverlap: true },
      },
      yAxis: {
        ...axisLook(colours),
        type: 'value',
        scale: true,
        axisLabel: { color: colours.muted, formatter: shortRupeesText },
      },
      series: [
        ...(which === 'mfe' ? [keptLine(known, colours)] : []),
        {
          type: 'scatter',
          symbolSize: known.length > 2_000 ? 4 : 7,
          large: known.length > 5_000,
          data: known.map((trade) => ({
            value: [trade[which] ?? 0, trade.grossPnl],
            itemStyle: { color: trade.netPnl >= 0 ? colours.gain : colours.loss, opacity: 0.75 },
          })),
        },
      ],
    }),
  });
};

/** Where a trade came to what it was worth at its best. */
const keptLine = (trades: readonly TradeRow[], colours: Palette): LineSeriesOption => {
  const best = trades.reduce((most, { mfe }) => Math.max(most, mfe ?? 0), 0);
  return {
    type: 'line',
    data: [
      [0, 0],
      [best, best],
    ],
    symbol: 'none',
    silent: true,
    tooltip: { show: false },
    lineStyle: { color: colours.muted, width: 1, type: 'dashed' },
  };
};
