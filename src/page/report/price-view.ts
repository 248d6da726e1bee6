import {
  CandlestickSeries,
  HistogramSeries,
  type IChartApi,
  type ISeriesApi,
  type Time,
} from 'lightweight-charts';
import type { Candles } from '../../report/candle-fold.js';
import type { PageToken } from '../../report/page/report-page.js';
import { placeOf, widened } from '../charts/candle-series.js';
import { type Layer as MarkLayer, type Marks, MarksOverCandles, NO_MARKS } from '../charts/marks.js';
import { faint, showAll, timeChart } from '../charts/time-chart.js';
import { h } from '../shell/element.js';
import { countText, decimalText } from '../shell/figure-text.js';
import { chartSeconds, istDate, istText } from '../shell/ist.js';
import type { Palette } from '../shell/theme.js';
import { marksOf } from './marks-of.js';
import { drawPlots, type PlotLine } from './plots.js';
import type { Run } from './run.js';

/** What can be switched off, and its name. */
export const LAYERS = [
  ['signals', 'Signals'],
  ['fills', 'Fills'],
  ['levels', 'Orders and stops'],
  ['legs', 'Trades'],
  ['plots', 'Indicators'],
] as const satisfies readonly (readonly [MarkLayer | 'plots', string])[];
export type Layer = (typeof LAYERS)[number][0];

/** The chart itself; made when it is first seen. */
export class PriceView {
  private chart: IChartApi | undefined = undefined;
  private candleSeries: ISeriesApi<'Candlestick'> | undefined = undefined;
  private volumeSeries: ISeriesApi<'Histogram'> | undefined = undefined;
  private readonly overlay = new MarksOverCandles();
  private place = 0;
  private token: PageToken | undefined = undefined;
  private candles: Candles | undefined = undefined;
  private marks: Marks = NO_MARKS;
  private lines: readonly PlotLine[] = [];
  private digits = 2;

  constructor(
    private readonly run: Run,
    private readonly box: HTMLElement,
    private readonly legend: HTMLElement,
    private readonly hidden: ReadonlySet<Layer>,
    private readonly onMark: (decision: number) => void,
  ) {}

  start(): void {
    if (this.chart !== undefined) return;
    const { chart } = timeChart(
      this.box,
      { rightPriceScale: { scaleMargins: { top: 0.06, bottom: 0.22 } } },
      (colours) => this.paint(colours),
    );
    this.chart = chart;
    this.candleSeries = chart.addSeries(CandlestickSeries, { priceLineVisible: false });
    this.volumeSeries = chart.addSeries(HistogramSeries, {
      priceScaleId: 'volume',
      priceFormat: { type: 'volume' },
      lastValueVisible: false,
      priceLineVisible: false,
    });
    chart.priceScale('volume').applyOptions({ scaleMargins: { top: 0.86, bottom: 0 } });
    this.candleSeries.attachPrimitive(this.overlay);
    chart.subscribeCrosshairMove(({ time }) => this.tell(time));
    chart.subscribeClick(({ point }) => {
      const decision = point === undefined ? undefined : this.overlay.at(point.x, point.y);
      if (decision !== undefined) this.onMark(decision);
    });
  }

  show(place: number, token: PageToken, widthMs: number): void {
    const isOther = place !== this.place || this.token === undefined;
    this.place = place;
    this.token = token;
    if (isOther) this.marks = marksOf(this.run, place);
    this.candles = widened(token.candles, widthMs);
    this.digits = decimalsOf(token.tickSize);
    this.candleSeries?.applyOptions({
      priceFormat: {
        type: 'custom',
        minMove: token.tickSize ?? 0.01,
        formatter: (price: number) => decimalText(price, this.digits),
      },
    });
    this.chart?.applyOptions({
      timeScale: { secondsVisible: widthMs < 60_000, timeVisible: widthMs < 86_400_000 },
    });
    this.redraw();
    if (this.chart !== undefined) showAll(this.chart, this.candles.at.length);
    this.tell(undefined);
  }

  /** What is drawn over the candles, in words. */
  get marksText(): string {
    const { signals, fills, levels, legs } = this.marks;
    return [
      `${countText(signals.at.length)} signals`,
      `${countText(fills.at.length)} executions`,
      `${countText(levels.from.length)} prices of waiting orders`,
      `${countText(legs.from.length)} trades`,
    ].join(', ');
  }

  /** Brings what lies between two moments into view, with as much again around it. */
  focus(from: number, to: number): void {
    const at = this.candles?.at ?? [];
    const [first, last] = [placeOf(at, from), placeOf(at, to)];
    const margin = Math.max(20, (last - first) / 2);
    this.chart?.timeScale().setVisibleLogicalRange({ from: first - margin, to: last + margin });
  }

  redraw(): void {
    const { candles, token, chart } = this;
    if (candles === undefined || token === undefined || chart === undefined) return;
    const { at, open, high, low, close } = candles;
    this.candleSeries?.setData(
      at.map((from, i) => ({
        time: chartSeconds(from) as Time,
        open: open[i] ?? 0,
        high: high[i] ?? 0,
        low: low[i] ?? 0,
        close: close[i] ?? 0,
      })),
    );
    for (const { series } of this.lines) chart.removeSeries(series);
    this.lines = this.hidden.has('plots') ? [] : drawPlots(chart, token, candles, this.digits);
    this.recolour();
    this.overlay.show(this.marks, at, candles.widthMs, this.hidden);
  }

  private colours: Palette | undefined = undefined;
  private paint(colours: Palette): void {
    this.colours = colours;
    this.recolour();
  }

  private recolour(): void {
    const { colours, candles } = this;
    if (colours === undefined) return;
    const { gain, loss } = colours;
    this.candleSeries?.applyOptions({
      upColor: gain,
      downColor: loss,
      borderVisible: false,
      wickUpColor: gain,
      wickDownColor: loss,
    });
    for (const { series, colour } of this.lines)
      series.applyOptions({ color: colours.series[colour % colours.series.length] ?? gain });
    if (candles === undefined) return;
    this.volumeSeries?.setData(
      candles.at.map((from, i) => ({
        time: chartSeconds(from) as Time,
        value: candles.volume[i] ?? 0,
        color: faint((candles.close[i] ?? 0) >= (candles.open[i] ?? 0) ? gain : loss),
      })),
    );
  }

  /** The candle below the pointer, or the last one. */
  private tell(time: Time | undefined): void {
    const { candles } = this;
    if (candles === undefined) return;
    const seconds = typeof time === 'number' ? time : undefined;
    const i =
      seconds === undefined
        ? candles.at.length - 1
        : candles.at.findIndex((from) => chartSeconds(from) === seconds);
    if (i < 0) return;
    const text = (value: number | undefined): string => decimalText(value, this.digits);
    this.legend.replaceChildren(
      `${candles.widthMs < 86_400_000 ? istText(candles.at[i] ?? 0) : istDate(candles.at[i] ?? 0)}  O ${text(candles.open[i])}  H ${text(candles.high[i])}  L ${text(candles.low[i])}  C ${text(candles.close[i])}  V ${countText(candles.volume[i])}`,
      ...this.lines.map(({ name, colour, values }) =>
        h(
          'span',
          { style: `color:${this.colours?.series[colour % this.colours.series.length] ?? ''}` },
          `  ${name} ${text(values[i] ?? undefined)}`,
        ),
      ),
    );
  }
}

const decimalsOf = (tickSize: number | null): number =>
  Math.max(2, String(tickSize ?? 0.01).split('.')[1]?.length ?? 0);
