import { AreaSeries, type ISeriesApi, LineSeries, type Time } from 'lightweight-charts';
import type { Candles } from '../../report/candle-fold.js';
import type { PageEquity } from '../../report/page/report-page.js';
import { faint, showAll, timeChart } from '../charts/time-chart.js';
import { h } from '../shell/element.js';
import { percentText, profitText, rupeesText, shortRupeesText } from '../shell/figure-text.js';
import { nothing } from '../shell/figures-table.js';
import type { Section } from '../shell/frame.js';
import { chartTime } from '../shell/ist.js';
import { onceSeen } from '../shell/once-seen.js';
import type { Run } from './run.js';
import { turnsOf } from './turns.js';

/** Profit over time, of the whole and of each strategy, and how far below its peak the whole stood. */
export const equitySection = ({ page }: Run): Section => {
  const { equity, strategies } = page;
  const id = 'equity';
  const title = 'Equity';
  if (equity.whole.at.length < 2) return { id, title, content: [nothing('No equity over time to draw.')] };
  if (isFlat(equity.whole)) return { id, title, content: [nothing('Equity never changed.')] };
  const shown = equity.byStrategy.length > 1;
  const lines = [
    { name: 'All', candles: equity.whole, colour: 0 },
    ...(shown
      ? strategies.map((name, i) => ({ name, candles: equity.byStrategy[i] ?? equity.whole, colour: i + 1 }))
      : []),
  ];
  const box = h('div', {
    class: 'chart equity',
    role: 'img',
    'aria-label': `Profit over time, at the end ${profitText((equity.whole.close.at(-1) ?? 0) - equity.capital)}, and below it the drawdown, at its deepest ${drawdownText(equity)(lowest(equity.drawdown))}`,
  });
  const keys = lines.map(({ name }) => h('span', { class: 'swatch' }, name));
  onceSeen(box, () => draw(box, lines, equity, keys));
  return {
    id,
    title,
    lead: 'Profit after costs, open positions at their last prices; below it how far it stood below its highest so far. Times are IST.',
    content: [h('div', { class: 'panel' }, h('p', { class: 'key' }, ...keys), box)],
  };
};

interface Line {
  readonly name: string;
  readonly candles: Candles;
  readonly colour: number;
}

/** As a share of the peak; in rupees where there is no capital to have one of. */
const drawdownText =
  ({ capital }: PageEquity) =>
  (value: number): string =>
    capital === 0 ? rupeesText(value) : percentText(value);

const isFlat = ({ high, low, open }: Candles): boolean =>
  high.every((value) => value === open[0]) && low.every((value) => value === open[0]);

const lowest = ({ low }: Candles): number => low.reduce((a, b) => Math.min(a, b), 0);

const draw = (
  box: HTMLElement,
  lines: readonly Line[],
  equity: PageEquity,
  keys: readonly HTMLElement[],
): void => {
  const drawn: { readonly series: ISeriesApi<'Line'>; readonly colour: number }[] = [];
  const filled: ISeriesApi<'Area'>[] = [];
  const { chart, paint } = timeChart(box, {}, (colours) => {
    for (const [i, { series, colour }] of drawn.entries()) {
      const own = colour === 0 ? colours.ink : (colours.series[(colour - 1) % colours.series.length] ?? '');
      series.applyOptions({ color: own });
      keys[i]?.style.setProperty('--swatch', own);
    }
    for (const series of filled)
      series.applyOptions({
        lineColor: colours.loss,
        topColor: faint(colours.loss).replace(/80$/, '10'),
        bottomColor: faint(colours.loss),
      });
  });
  const priceFormat = { type: 'custom', minMove: 0.01, formatter: shortRupeesText } as const;
  for (const { candles, colour } of lines) {
    const series = chart.addSeries(LineSeries, {
      lineWidth: colour === 0 ? 2 : 1,
      priceLineVisible: false,
      lastValueVisible: colour === 0,
      priceFormat,
    });
    const start = candles.open[0] ?? 0; // at the first tick, when nothing had happened
    series.setData(pointsOf(candles, (value) => value - start));
    drawn.push({ series, colour });
  }
  const below = chart.addSeries(
    AreaSeries,
    {
      lineWidth: 1,
      priceLineVisible: false,
      lastValueVisible: false,
      invertFilledArea: true,
      priceFormat: { type: 'custom', minMove: 0.0001, formatter: drawdownText(equity) },
    },
    1,
  );
  below.setData(pointsOf(equity.drawdown, (value) => value));
  filled.push(below);
  chart.panes()[0]?.setStretchFactor(3);
  chart.panes()[1]?.setStretchFactor(1);
  const moments = lines.flatMap(({ candles }) => turnsOf(candles).map(({ at }) => at));
  showAll(chart, new Set([...moments, ...turnsOf(equity.drawdown).map(({ at }) => at)]).size);
  paint();
};

const pointsOf = (
  candles: Candles,
  of: (value: number) => number,
): { readonly time: Time; readonly value: number }[] =>
  turnsOf(candles).map(({ at, value }) => ({ time: chartTime(at) as Time, value: of(value) }));
