import type { SweepPage, SweepPageRow } from '../../report/sweep/sweep-page.js';
import { echart } from '../charts/echart.js';
import { colourScale } from './colour-scale.js';
import { figureLook } from './figure-look.js';
import { shortNames } from './short-names.js';
import { spanOf, triedOf, valuesOf, valueText } from './values.js';

const MANY = 100;

/**
 * A line for each combination, through its value of every parameter to its objective; axes can be narrowed with the
 * mouse. Axes stand side by side, or below one another where there is little room.
 */
export const parallel = (sweep: SweepPage, best: readonly SweepPageRow[]): HTMLElement => {
  const { parameters, objective } = sweep;
  const tried = triedOf(sweep);
  const rows = [...best].reverse(); // the best is drawn last, over the others
  const [lowest, highest] = spanOf(rows);
  const { text } = figureLook(objective.figure);
  return echart({
    label: `Parallel coordinates of ${rows.length} combinations of ${parameters.join(', ')} to ${objective.figure}`,
    heightPx: Math.max(480, 110 + 70 * (parameters.length + 1)),
    option: (colours, isNarrow) => {
      const scale = colourScale(objective, [lowest, highest], colours, colours.muted);
      const onLines = { color: colours.ink, backgroundColor: colours.surface, borderRadius: 3 };
      const look = {
        nameLocation: isNarrow ? ('start' as const) : ('end' as const),
        nameTextStyle: isNarrow
          ? { ...onLines, align: 'left' as const, verticalAlign: 'bottom' as const, padding: [1, 3, 8, 0] }
          : { color: colours.ink },
        nameGap: isNarrow ? 0 : 12,
        axisLine: { lineStyle: { color: colours.muted } },
        axisLabel: { ...onLines, padding: [1, 3], hideOverlap: true },
        z: 20, // over the lines, which would strike labels through
      };
      return {
        parallel: {
          layout: isNarrow ? 'vertical' : 'horizontal',
          ...(isNarrow
            ? { left: 36, right: 36, top: 36, bottom: 110 }
            : { left: 48, right: 84, top: 40, bottom: 60 }),
        },
        parallelAxis: [
          ...shortNames(parameters).map((name, dim) => ({
            ...look,
            dim,
            name,
            type: 'category' as const,
            data: valuesOf(tried, dim).map(valueText),
          })),
          {
            ...look,
            dim: parameters.length,
            name: objective.figure,
            min: lowest,
            max: highest,
            axisLabel: { ...look.axisLabel, formatter: text, showMinLabel: true, showMaxLabel: true },
          },
        ],
        visualMap: {
          min: scale.min,
          max: scale.max,
          dimension: parameters.length,
          orient: 'horizontal',
          left: 'center',
          bottom: 0,
          calculable: true,
          formatter: (value) => text(Number(value)),
          textStyle: { color: colours.muted },
          inRange: { color: [...scale.colours] },
        },
        series: [
          {
            type: 'parallel',
            data: rows.map(({ values, objective: value, isRanked }, i) => ({
              value: [...values.map(valueText), value ?? 0],
              lineStyle:
                i === rows.length - 1 && isRanked
                  ? { width: 4, opacity: 1 }
                  : { width: rows.length > MANY ? 1 : 2, opacity: 0.5 },
            })),
          },
        ],
      };
    },
  });
};
