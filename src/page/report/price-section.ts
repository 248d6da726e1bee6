import {
  CandlestickSeries,
  HistogramSeries,
  type IChartApi,
  type ISeriesApi,
  type Time,
} from 'lightweight-charts';
import type { Candles } from '../../report/candle-fold.js';
import type { PageToken } from '../../report/page/report-page.js';
import { FRAMES, placeOf, widened } from '../charts/candle-series.js';
import { type Layer as MarkLayer, type Marks, MarksOverCandles, NO_MARKS } from '../charts/marks.js';
import { faint, showAll, timeChart } from '../charts/time-chart.js';
import { h } from '../shell/element.js';
import { countText, decimalText } from '../shell/figure-text.js';
import { nothing } from '../shell/figures-table.js';
import type { Section } from '../shell/frame.js';
import { chartSeconds, istText } from '../shell/ist.js';
import { onceSeen } from '../shell/once-seen.js';
import type { Palette } from '../shell/theme.js';
import { marksOf } from './marks-of.js';
import { drawPlots, type PlotLine } from './plots.js';
import type { Run, TradeRow } from './run.js';

/** The most candles that a frame is chosen for by itself. */
const AT_A_GLANCE = 450;

/** The prices, and how to bring a trade into view. */
export interface PriceSection {
  readonly section: Section;
  readonly show: (trade: TradeRow) => void;
}

/** What can be switched off. */
const LAYERS = [
  ['signals', 'Signals'],
  ['fills', 'Fills'],
  ['levels', 'Orders and stops'],
  ['legs', 'Trades'],
  ['plots', 'Indicators'],
] as const satisfies readonly (readonly [MarkLayer | 'plots', string])[];
type Layer = (typeof LAYERS)[number][0];

/** Prices of each token with what strategies decided, ordered and got. `onMark` opens a decision. */
export const priceSection = (run: Run, onMark: (decision: number) => void): PriceSection => {
  const tokens = run.page.tokens
    .map((token, place) => ({ token, place }))
    .filter(({ token }) => token.candles.at.length > 0);
  const id = 'price';
  const title = 'Price';
  if (tokens.length === 0)
    return {
      section: { id, title, content: [nothing('No prices came.')] },
      show: () => undefined,
    };

  const box = h('div', { class: 'chart price', role: 'img', 'aria-label': 'Prices as candles, with fills' });
  const legend = h('p', { class: 'legend', 'aria-live': 'off' });
  const hidden = new Set<Layer>();
  const view = new PriceView(run, box, legend, hidden, onMark);
  const tokenPicker = h(
    'select',
    { 'aria-label': 'Instrument' },
    ...tokens.map(({ token, place }) => h('option', { value: String(place) }, token.instrument)),
  );
  const framePicker = h('select', { 'aria-label': 'Candle width' });
  const pick = (place: number, widthMs?: number): void => {
    const token = run.page.tokens[place];
    if (token === undefined) return;
    const frame = widthMs ?? frameFor(token.candles);
    tokenPicker.value = String(place);
    framePicker.replaceChildren(
      ...FRAMES.filter(([ms]) => ms >= token.candles.widthMs).map(([ms, name]) =>
        h('option', { value: String(ms), selected: ms === frame }, name),
      ),
    );
    view.show(place, token, frame);
    box.setAttribute('aria-label', `${pricesText(token)}; ${view.marksText}`);
  };
  tokenPicker.addEventListener('change', () => pick(Number(tokenPicker.value)));
  framePicker.addEventListener('change', () => pick(Number(tokenPicker.value), Number(framePicker.value)));
  const first = busiest(
    run,
    tokens.map(({ place }) => place),
  );
  onceSeen(box, () => {
    view.start();
    pick(first);
  });
  tokenPicker.value = String(first);
  return {
    section: {
      id,
      title,
      content: [
        h(
          'div',
          { class: 'panel' },
          h(
            'div',
            { class: 'tools' },
            tokenPicker,
            framePicker,
            ...LAYERS.map((layer) => layerBox(layer, hidden, view)),
          ),
          h('div', { class: 'over' }, legend, box),
          h(
            'p',
            { class: 'key' },
            h('span', { class: 'gain' }, '▲'),
            ' bought  ',
            h('span', { class: 'loss' }, '▼'),
            ' sold  ○ signal  ✕ refused  ┄ stop  ⋯ limit  Times are IST.',
            leftOutText(
              run,
              tokens.map(({ token }) => token),
            ),
          ),
        ),
      ],
    },
    show: (trade) => {
      view.start();
      const token = run.page.tokens[trade.token];
      if (token === undefined) return;
      const wanted = FRAMES.find(([ms]) => trade.heldMs / ms < 120)?.[0] ?? 0;
      pick(trade.token, Math.max(token.candles.widthMs, wanted));
      view.focus(trade.openedAt, trade.closedAt);
      box.scrollIntoView({ block: 'center' });
    },
  };
};

/** The token that was traded most, since that is what a run is about. */
const busiest = (run: Run, places: readonly number[]): number => {
  const fills = new Map<number, number>(places.map((place) => [place, 0]));
  for (const token of run.fills.column('token')) {
    const before = fills.get(token);
    if (before !== undefined) fills.set(token, before + 1);
  }
  return [...fills].sort((a, b) => b[1] - a[1])[0]?.[0] ?? 0;
};

const frameFor = (candles: Candles): number =>
  FRAMES.find(([ms]) => ms >= candles.widthMs && widened(candles, ms).at.length <= AT_A_GLANCE)?.[0] ??
  Math.max(candles.widthMs, 86_400_000);

const pricesText = ({ instrument, candles }: PageToken): string => {
  const high = Math.max(...candles.high);
  const low = Math.min(...candles.low);
  return `Prices of ${instrument} as candles: from ${candles.open[0] ?? ''} to ${candles.close.at(-1) ?? ''}, low ${low}, high ${high}`;
};

const leftOutText = (
  { decisions, fills, levels, trades }: Run,
  tokens: readonly PageToken[],
): string | undefined => {
  const layers: readonly (readonly [string, { readonly length: number; readonly count: number }])[] = [
    ['decisions', decisions],
    ['executions', fills],
    ['prices of waiting orders', levels],
    ['trades', trades],
  ];
  const notes = [
    ...layers
      .filter(([, { length, count }]) => length < count)
      .map(
        ([what, { length, count }]) =>
          `the first ${countText(length)} of ${countText(count)} ${what} are drawn`,
      ),
    ...(tokens.some(({ plotsLeftOut }) => plotsLeftOut > 0) ? ['some plotted values are left out'] : []),
  ];
  return notes.length === 0 ? undefined : ` Of very many, ${notes.join('; ')}.`;
};

const layerBox = (
  [layer, label]: (typeof LAYERS)[number],
  hidden: Set<Layer>,
  view: PriceView,
): HTMLElement => {
  const box = h('input', { type: 'checkbox', checked: true });
  box.addEventListener('change', () => {
    if (box.checked) hidden.delete(layer);
    else hidden.add(layer);
    view.redraw();
  });
  return h('label', {}, box, label);
};

/** The chart itself; made when it is first seen. */
class PriceView {
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
      `${istText(candles.at[i] ?? 0)}  O ${text(candles.open[i])}  H ${text(candles.high[i])}  L ${text(candles.low[i])}  C ${text(candles.close[i])}  V ${countText(candles.volume[i])}`,
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
