import type { ComparedReport, Comparison } from '../../report/compare/comparison.js';
import { axisLook, echart, tooltipLook } from '../charts/echart.js';
import { h } from '../shell/element.js';
import { percentText } from '../shell/figure-text.js';
import type { Section } from '../shell/frame.js';
import { istDate, istText, istTime } from '../shell/ist.js';
import { growthOf, type GrowthPoint } from './growth.js';

/** A run's growth by moment. */
interface Line {
  readonly name: string;
  readonly points: readonly GrowthPoint[];
}

/** Equity of every run over its capital, laid over one another: from nothing at each one's first tick. */
export const growthSection = ({ runs }: Comparison): Section => {
  const lines = runs.map((run): Line => ({ name: run.name, points: growthOf(run) }));
  const moments = [...new Set(lines.flatMap(({ points }) => points.map(({ at }) => at)))].sort(
    (a, b) => a - b,
  );
  return {
    id: 'equity',
    title: 'Equity',
    lead: 'Profit over the capital, open positions at their last prices; times are IST.',
    content: [
      h(
        'div',
        { class: 'panel' },
        moments.length === 0 ? 'No run has equity over time.' : chart(lines, moments),
        ...runs.filter(({ capital }) => capital === 0).map(withoutCapital),
      ),
    ],
  };
};

const withoutCapital = ({ name }: ComparedReport): HTMLElement =>
  h('p', { class: 'notice', role: 'note' }, `${name} has no capital, so its profit is no part of any.`);

const chart = (lines: readonly Line[], moments: readonly number[]): HTMLElement => {
  const labelOf = labelsOf(moments);
  return echart({
    label: `Profit over the capital: ${lines.map(({ name, points }) => `${name} ${percentText(points.at(-1)?.growth)} at the end`).join(', ')}`,
    heightPx: 380,
    option: (colours) => ({
      grid: { left: 8, right: 16, top: 40, bottom: 8, containLabel: true },
      legend: { type: 'scroll', top: 0, textStyle: { color: colours.ink } },
      tooltip: {
        ...tooltipLook(colours),
        trigger: 'axis',
        formatter: (all) => {
          const at = moments[(all as readonly { readonly dataIndex: number }[])[0]?.dataIndex ?? -1];
          return at === undefined
            ? ''
            : [`${istText(at)} IST`, ...lines.map((line) => valueText(line, at))].join('\n');
        },
      },
      xAxis: {
        type: 'category',
        data: moments.map(String),
        boundaryGap: false,
        ...axisLook(colours),
        axisLabel: {
          color: colours.muted,
          hideOverlap: true,
          formatter: (at: string) => labelOf(Number(at)),
        },
      },
      yAxis: {
        type: 'value',
        scale: true,
        ...axisLook(colours),
        axisLabel: { color: colours.muted, formatter: (value: number) => percentText(value) },
      },
      series: lines.map(({ name, points }) => {
        const growth = new Map(points.map((point) => [point.at, point.growth]));
        return {
          type: 'line',
          name,
          data: moments.map((at) => growth.get(at) ?? null),
          connectNulls: true,
          symbol: 'none',
          lineStyle: { width: 1.5 },
        };
      }),
    }),
  });
};

/** Times where all is of one day, else days. */
const labelsOf = (moments: readonly number[]): ((at: number) => string) => {
  const days = new Set(moments.map(istDate));
  return days.size === 1 ? (at) => istTime(at).slice(0, 5) : istDate;
};

/** What a run's growth was at a moment: its last point up to it. */
const valueText = ({ name, points }: Line, at: number): string =>
  `${name}  ${percentText(points.findLast((point) => point.at <= at)?.growth)}`;
