import type { ComparedReport, Comparison } from '../../report/compare/comparison.js';
import { axisLook, echart, tooltipLook } from '../charts/echart.js';
import { h } from '../shell/element.js';
import { percentText } from '../shell/figure-text.js';
import type { Section } from '../shell/frame.js';

/** Equity of every run over its capital, from close to close, laid over one another. */
export const growthSection = ({ runs }: Comparison): Section => {
  const dates = [
    ...new Set(runs.flatMap(({ performance }) => performance.daily.map(({ date }) => date))),
  ].sort();
  const lines = runs.map((run) => ({ name: run.name, growth: growthOn(dates, run) }));
  return {
    id: 'equity',
    title: 'Equity',
    lead: 'Profit over the capital at the close of each session.',
    content: [
      h(
        'div',
        { class: 'panel' },
        echart({
          label: `Profit over the capital: ${lines.map(({ name, growth }) => `${name} ${percentText(growth.findLast((one) => one !== null))} at the end`).join(', ')}`,
          heightPx: 380,
          option: (colours) => ({
            grid: { left: 8, right: 16, top: 40, bottom: 8, containLabel: true },
            legend: { type: 'scroll', top: 0, textStyle: { color: colours.ink } },
            tooltip: {
              ...tooltipLook(colours),
              trigger: 'axis',
              valueFormatter: (value) => (typeof value === 'number' ? percentText(value) : '–'),
            },
            xAxis: { type: 'category', data: dates, ...axisLook(colours) },
            yAxis: {
              type: 'value',
              scale: true,
              ...axisLook(colours),
              axisLabel: { color: colours.muted, formatter: (value: number) => percentText(value) },
            },
            series: lines.map(({ name, growth }) => ({
              type: 'line',
              name,
              data: [...growth],
              connectNulls: true,
              symbol: dates.length > 1 ? 'none' : 'circle',
            })),
          }),
        }),
      ),
    ],
  };
};

/** Null on dates without a session of the run, and without capital. */
const growthOn = (
  dates: readonly string[],
  { capital, performance }: ComparedReport,
): readonly (number | null)[] => {
  const equities = new Map(performance.daily.map(({ date, equity }) => [date, equity]));
  return dates.map((date) => {
    const equity = equities.get(date);
    return equity === undefined || capital === 0 ? null : equity / capital - 1;
  });
};
