import type { SweepPage } from '../../report/sweep/sweep-page.js';
import type { ToldWalk } from '../../report/sweep/told-walk.js';
import { axisLook, echart, tooltipLook } from '../charts/echart.js';
import { figureLook } from './figure-look.js';
import { figureTooltip } from './figure-tooltip.js';
import { shortNames } from './short-names.js';
import { valueText } from './values.js';

const HEIGHT_PX = 280;

/** The objective of each window's choice in sample, and out of it. */
export const windowsChart = ({ objective }: SweepPage, { windows }: ToldWalk): HTMLElement => {
  const { text } = figureLook(objective.figure);
  return echart({
    label: `${objective.figure} of what was chosen in each of ${windows.length} windows, in sample and out of it`,
    heightPx: HEIGHT_PX,
    option: (colours) => ({
      grid: { left: 8, right: 12, top: 36, bottom: 8, containLabel: true },
      legend: { top: 0, textStyle: { color: colours.ink } },
      tooltip: figureTooltip(objective.figure, colours),
      xAxis: {
        ...axisLook(colours),
        type: 'category',
        data: windows.map(({ outOfSample: [first] }) => first),
        splitLine: { show: false },
      },
      yAxis: {
        ...axisLook(colours),
        type: 'value',
        axisLabel: { color: colours.muted, formatter: text },
      },
      series: [
        {
          type: 'bar',
          name: 'In sample',
          itemStyle: { color: colours.muted },
          data: windows.map((window) => window.objective.inSample),
        },
        {
          type: 'bar',
          name: 'Out of sample',
          itemStyle: { color: colours.accent },
          data: windows.map((window) => window.objective.outOfSample),
        },
      ],
    }),
  });
};

/** Every row by its objective in sample, and out of it; the best row is large. */
export const samplesChart = ({ rows, parameters, objective }: SweepPage): HTMLElement => {
  const known = rows.flatMap(({ values, inSample, outOfSample }, i) =>
    inSample === null || outOfSample === null ? [] : [{ values, inSample, outOfSample, isBest: i === 0 }],
  );
  const names = shortNames(parameters);
  const { text } = figureLook(objective.figure);
  return echart({
    label: `${objective.figure} of ${known.length} rows, in sample and out of it`,
    heightPx: HEIGHT_PX,
    option: (colours) => {
      const axis = (name: string) => ({
        ...axisLook(colours),
        type: 'value' as const,
        scale: true,
        name,
        axisLine: { onZero: false, lineStyle: { color: colours.line } },
        axisLabel: { color: colours.muted, formatter: text, hideOverlap: true },
      });
      return {
        grid: { left: 8, right: 24, top: 30, bottom: 26, containLabel: true },
        tooltip: {
          ...tooltipLook(colours),
          formatter: (one) => {
            const row = known[(one as { readonly dataIndex: number }).dataIndex];
            return row === undefined
              ? ''
              : `${row.values.map((value, i) => `${names[i] ?? ''} ${valueText(value)}`).join(', ')}\n` +
                  `${text(row.inSample)} in sample, ${text(row.outOfSample)} out of sample`;
          },
        },
        xAxis: { ...axis('in sample'), nameLocation: 'middle', nameGap: 28 },
        yAxis: { ...axis('out of sample'), nameTextStyle: { align: 'left', padding: [0, 0, 0, -40] } },
        series: [
          {
            type: 'scatter',
            data: known.map(({ inSample, outOfSample, isBest }) => ({
              value: [inSample, outOfSample],
              symbolSize: isBest ? 14 : 7,
              itemStyle: { color: isBest ? colours.ink : colours.accent, opacity: isBest ? 1 : 0.6 },
            })),
          },
        ],
      };
    },
  });
};
