import type { Candles } from '../../report/candle-fold.js';
import type { PageToken } from '../../report/page/report-page.js';
import { FRAMES, widened } from '../charts/candle-series.js';
import { h } from '../shell/element.js';
import { countText } from '../shell/figure-text.js';
import { nothing } from '../shell/figures-table.js';
import type { Section } from '../shell/frame.js';
import { onceSeen } from '../shell/once-seen.js';
import { type Layer, LAYERS, PriceView } from './price-view.js';
import type { Run, TradeRow } from './run.js';

/** The most candles that a frame is chosen for by itself. */
const AT_A_GLANCE = 450;

/** The prices, and how to bring a trade into view. */
export interface PriceSection {
  readonly section: Section;
  readonly show: (trade: TradeRow) => void;
}

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
