import { type IChartApi, type ISeriesApi, LineSeries, type Time } from 'lightweight-charts';
import type { Candles } from '../../report/candle-fold.js';
import type { PagePlot, PageToken } from '../../report/page/report-page.js';
import { placeOf } from '../charts/candle-series.js';
import { decimalText } from '../shell/figure-text.js';
import { chartSeconds } from '../shell/ist.js';

/** A line that a strategy drew. */
export interface PlotLine {
  readonly name: string;
  /** Its place among the colours. */
  readonly colour: number;
  readonly series: ISeriesApi<'Line'>;
  /** By candle; undefined where there is none. */
  readonly values: readonly (number | undefined)[];
}

/**
 * Draws what strategies plotted: over the candles what is of the prices' size, the rest in a pane below, one for each
 * strategy. Of each candle the last value.
 */
export const drawPlots = (
  chart: IChartApi,
  { plots, candles: prices }: PageToken,
  candles: Candles,
  digits: number,
): readonly PlotLine[] => {
  const strategies = [...new Set(plots.map(({ strategy }) => strategy))];
  const below = strategies.filter((name) =>
    plots.some((plot) => plot.strategy === name && !isOfPrices(plot, prices)),
  );
  return plots.map((plot, colour) => {
    const values = byCandle(plot, candles);
    const pane = isOfPrices(plot, prices) ? 0 : 1 + below.indexOf(plot.strategy);
    const series = chart.addSeries(
      LineSeries,
      {
        lineWidth: 1,
        lastValueVisible: pane > 0,
        priceLineVisible: false,
        crosshairMarkerVisible: false,
        priceFormat: {
          type: 'custom',
          minMove: 10 ** -digits,
          formatter: (value: number) => decimalText(value, digits),
        },
      },
      pane,
    );
    series.setData(
      candles.at.map((from, i) => {
        const time = chartSeconds(from) as Time;
        const value = values[i];
        return value === undefined ? { time } : { time, value };
      }),
    );
    const name = strategies.length > 1 ? `${plot.strategy} ${plot.name}` : plot.name;
    return { name, colour, series, values };
  });
};

/** Whether most of its values lie where the prices do. */
const isOfPrices = ({ value }: PagePlot, { high, low }: Candles): boolean => {
  const top = Math.max(...high);
  const bottom = Math.min(...low);
  const room = Math.max(top - bottom, top * 0.02);
  const within = value.filter((one) => one >= bottom - room && one <= top + room);
  return within.length * 2 > value.length;
};

const byCandle = ({ at, value }: PagePlot, candles: Candles): readonly (number | undefined)[] => {
  const values: (number | undefined)[] = candles.at.map(() => undefined);
  for (const [i, moment] of at.entries()) {
    const place = placeOf(candles.at, moment);
    if (place >= 0) values[place] = value[i];
  }
  return values;
};
