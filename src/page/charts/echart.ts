import { BarChart, HeatmapChart, LineChart, ParallelChart, ScatterChart } from 'echarts/charts';
import {
  AriaComponent,
  DataZoomComponent,
  GridComponent,
  LegendComponent,
  MarkLineComponent,
  ParallelComponent,
  TooltipComponent,
  VisualMapComponent,
} from 'echarts/components';
import { type EChartsType, init, use } from 'echarts/core';
import type { EChartsOption } from 'echarts';
import { CanvasRenderer } from 'echarts/renderers';
import { h } from '../shell/element.js';
import { onceSeen } from '../shell/once-seen.js';
import { onTheme, type Palette, palette } from '../shell/theme.js';

use([
  AriaComponent,
  BarChart,
  CanvasRenderer,
  DataZoomComponent,
  GridComponent,
  HeatmapChart,
  LegendComponent,
  LineChart,
  MarkLineComponent,
  ParallelChart,
  ParallelComponent,
  ScatterChart,
  TooltipComponent,
  VisualMapComponent,
]);

/** A chart and what it does with a click on a datum. */
export interface EchartOptions {
  /** What it shows, for those who do not see it. */
  readonly label: string;
  readonly heightPx: number;
  /** Drawn anew when the theme changes, and when the chart becomes narrow, as on a phone, or wide. */
  readonly option: (colours: Palette, isNarrow: boolean) => EChartsOption;
  /** Given the place of the datum in its series. */
  readonly onPick?: (dataIndex: number, seriesIndex: number) => void;
}

const NARROW_PX = 600;

/** An element that draws itself when it is seen, as wide as there is room. */
export const echart = ({ label, heightPx, option, onPick }: EchartOptions): HTMLElement => {
  const element = h('div', {
    class: 'chart',
    role: 'img',
    'aria-label': label,
    style: `height:${heightPx}px`,
  });
  onceSeen(element, () => {
    const chart = init(element);
    const isNarrow = (): boolean => element.clientWidth < NARROW_PX;
    let wasNarrow = isNarrow();
    const draw = (): void => {
      wasNarrow = isNarrow();
      chart.setOption({ ...themed(palette()), ...option(palette(), wasNarrow) }, true);
    };
    draw();
    onTheme(draw);
    new ResizeObserver(() => {
      chart.resize();
      if (isNarrow() !== wasNarrow) draw();
    }).observe(element);
    if (onPick !== undefined) pickable(chart, onPick);
  });
  return element;
};

const pickable = (chart: EChartsType, onPick: (dataIndex: number, seriesIndex: number) => void): void => {
  chart.on('click', ({ dataIndex, seriesIndex }) => onPick(dataIndex, seriesIndex ?? 0));
};

const themed = (colours: Palette): EChartsOption => ({
  animation: false,
  color: [...colours.series],
  textStyle: { color: colours.muted, fontFamily: getComputedStyle(document.body).fontFamily, fontSize: 12 },
  grid: { left: 8, right: 12, top: 24, bottom: 8, containLabel: true },
});

/** What axes look like. */
export const axisLook = ({ line, muted }: Palette): object => ({
  axisLine: { lineStyle: { color: line } },
  axisTick: { show: false },
  axisLabel: { color: muted },
  splitLine: { lineStyle: { color: line } },
});

/** What a tooltip looks like; its text is not read as HTML. */
export const tooltipLook = ({ surface, line, ink }: Palette): object => ({
  renderMode: 'richText',
  backgroundColor: surface,
  borderColor: line,
  textStyle: { color: ink, fontSize: 12 },
  confine: true,
});
