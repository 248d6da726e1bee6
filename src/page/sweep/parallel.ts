import type { SweepPage, SweepPageRow } from '../../report/sweep/sweep-page.js';
import { echart } from '../charts/echart.js';
import { plainText, spanOf, valuesOf, valueText } from './values.js';

/** A line for each combination, through its value of every parameter to its objective; axes can be narrowed with the mouse. */
export const parallel = (
  { parameters, objective }: SweepPage,
  rows: readonly SweepPageRow[],
): HTMLElement => {
  const [lowest, highest] = spanOf(rows);
  return echart({
    label: `Parallel coordinates of ${rows.length} combinations of ${parameters.join(', ')} to ${objective.figure}`,
    heightPx: 420,
    option: (colours) => {
      const look = {
        nameTextStyle: { color: colours.ink },
        axisLine: { lineStyle: { color: colours.line } },
        axisLabel: { color: colours.muted },
      };
      return {
        parallel: { left: 40, right: 60, top: 40, bottom: 60 },
        parallelAxis: [
          ...parameters.map((name, dim) => ({
            ...look,
            dim,
            name,
            type: 'category' as const,
            data: valuesOf(rows, dim).map(valueText),
          })),
          { ...look, dim: parameters.length, name: objective.figure, min: lowest, max: highest },
        ],
        visualMap: {
          min: lowest,
          max: highest,
          dimension: parameters.length,
          orient: 'horizontal',
          left: 'center',
          bottom: 0,
          formatter: (value) => plainText(Number(value)),
          textStyle: { color: colours.muted },
          inRange: {
            color: objective.isLeast ? [colours.gain, colours.loss] : [colours.loss, colours.gain],
          },
        },
        series: [
          {
            type: 'parallel',
            lineStyle: { width: rows.length > 500 ? 1 : 2, opacity: 0.6 },
            data: rows.map(({ values, objective: value }) => [...values.map(valueText), value ?? 0]),
          },
        ],
      };
    },
  });
};
