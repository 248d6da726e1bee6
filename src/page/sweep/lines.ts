import type { SweepPage, SweepPageRow } from '../../report/sweep/sweep-page.js';
import { axisLook, echart } from '../charts/echart.js';
import { figureLook } from './figure-look.js';
import { figureTooltip } from './figure-tooltip.js';
import { shortNames } from './short-names.js';
import { triedOf, valuesOf, valueText } from './values.js';

/** The objective over the only parameter; a gap where a value has none. */
export const lines = (sweep: SweepPage, rows: readonly SweepPageRow[]): HTMLElement => {
  const { parameters, objective } = sweep;
  const [name = ''] = shortNames(parameters);
  const { text } = figureLook(objective.figure);
  const values = valuesOf(triedOf(sweep), 0).map(valueText);
  const byValue = new Map(rows.map((row) => [valueText(row.values[0]), row.objective]));
  return echart({
    label: `${objective.figure} over ${parameters.join()}, ${rows.length} combinations`,
    heightPx: 300,
    option: (colours) => ({
      tooltip: figureTooltip(objective.figure, colours),
      xAxis: {
        ...axisLook(colours),
        type: 'category',
        data: values,
        name,
        nameLocation: 'middle',
        nameGap: 28,
      },
      yAxis: {
        ...axisLook(colours),
        type: 'value',
        scale: true,
        axisLabel: { color: colours.muted, formatter: text },
      },
      grid: { left: 8, right: 12, top: 24, bottom: 36, containLabel: true },
      series: [
        {
          type: 'line',
          name: objective.figure,
          symbolSize: 7,
          data: values.map((value) => byValue.get(value) ?? null),
        },
      ],
    }),
  });
};
