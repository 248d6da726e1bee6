import type { SweepPage, SweepPageRow } from '../../report/sweep/sweep-page.js';
import { axisLook, echart, tooltipLook } from '../charts/echart.js';
import { colourScale } from './colour-scale.js';
import { figureLook } from './figure-look.js';
import { shortNames } from './short-names.js';
import { spanOf, triedOf, valuesOf, valueText } from './values.js';

/** The objective of every pair of values, a pair without one left blank; the best row has a frame. */
export const heatMap = (sweep: SweepPage, best: readonly SweepPageRow[]): HTMLElement => {
  const { parameters, objective } = sweep;
  const tried = triedOf(sweep);
  const rows = [...best].reverse(); // the best is drawn last, so that its frame is whole
  const [x = '', y = ''] = shortNames(parameters);
  const columns = valuesOf(tried, 0).map(valueText);
  const lines = valuesOf(tried, 1).map(valueText);
  const { text } = figureLook(objective.figure);
  return echart({
    label: `Heat map of ${objective.figure} over ${parameters.join(' and ')}, ${rows.length} combinations`,
    heightPx: Math.min(640, 170 + 30 * lines.length),
    option: (colours) => {
      const scale = colourScale(objective, spanOf(rows), colours, colours.surface);
      return {
        grid: { left: 8, right: 12, top: 30, bottom: 84, containLabel: true },
        tooltip: {
          ...tooltipLook(colours),
          formatter: (one) => {
            const row = rows[(one as { readonly dataIndex: number }).dataIndex];
            return row === undefined
              ? ''
              : `${x} ${valueText(row.values[0])}, ${y} ${valueText(row.values[1])}\n${objective.figure} ${text(row.objective)}`;
          },
        },
        xAxis: {
          ...axisLook(colours),
          type: 'category',
          data: columns,
          name: x,
          nameLocation: 'middle',
          nameGap: 28,
        },
        yAxis: {
          ...axisLook(colours),
          type: 'category',
          data: lines,
          name: y,
          nameTextStyle: { align: 'left', padding: [0, 0, 0, -20] },
        },
        visualMap: {
          min: scale.min,
          max: scale.max,
          calculable: true,
          orient: 'horizontal',
          left: 'center',
          bottom: 0,
          formatter: (value) => text(Number(value)),
          textStyle: { color: colours.muted },
          inRange: { color: [...scale.colours] },
        },
        series: [
          {
            type: 'heatmap',
            data: rows.map((row, i) => ({
              value: [
                columns.indexOf(valueText(row.values[0])),
                lines.indexOf(valueText(row.values[1])),
                row.objective ?? 0,
              ],
              itemStyle: {
                borderColor: i === rows.length - 1 && row.isRanked ? colours.ink : colours.line,
                borderWidth: i === rows.length - 1 && row.isRanked ? 3 : 1,
              },
            })),
          },
        ],
      };
    },
  });
};
