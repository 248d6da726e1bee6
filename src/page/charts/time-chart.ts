import { type ChartOptions, createChart, type DeepPartial, type IChartApi } from 'lightweight-charts';
import { onTheme, type Palette, palette } from '../shell/theme.js';

export interface TimeChart {
  readonly chart: IChartApi;
  /** Colours it anew: for what was added to it. */
  readonly paint: () => void;
}

/** A chart over the time of trading, in the colours of the theme. Its times are made by `chartSeconds`. */
export const timeChart = (
  element: HTMLElement,
  options: DeepPartial<ChartOptions>,
  recolour: (colours: Palette) => void,
): TimeChart => {
  const chart = createChart(element, {
    autoSize: true,
    ...options,
    localization: { locale: 'en-IN', ...options.localization },
    rightPriceScale: { borderVisible: false, entireTextOnly: true, ...options.rightPriceScale },
    timeScale: {
      timeVisible: true,
      secondsVisible: false,
      borderVisible: false,
      minBarSpacing: 0.05,
      ...options.timeScale,
    },
    handleScroll: { vertTouchDrag: false, mouseWheel: true },
  });
  const paint = (): void => {
    const colours = palette();
    chart.applyOptions({
      layout: {
        background: { color: colours.surface },
        textColor: colours.muted,
        panes: { separatorColor: colours.line, separatorHoverColor: colours.line },
        fontFamily: getComputedStyle(document.body).fontFamily,
        attributionLogo: false, // the foot of the page says it
      },
      grid: { vertLines: { color: faint(colours.line) }, horzLines: { color: faint(colours.line) } },
    });
    recolour(colours);
  };
  paint();
  onTheme(paint);
  return { chart, paint };
};

/** Half of a `#rrggbb`. */
export const faint = (colour: string): string => `${colour}80`;

/** Shows all of the chart's `count` moments, with room at the left for the first one's label. */
export const showAll = (chart: IChartApi, count: number): void => {
  chart.timeScale().setVisibleLogicalRange({ from: -0.5 - count * 0.025, to: count - 0.5 + count * 0.01 });
};
