import type { Side } from '../../src/domain/intent.js';

/**
 * An independent reading of a run: every figure from its definition, by going through the whole history again
 * at every step, in whole ten-thousandths of a rupee. Shares no code with the report.
 */

/** A tick, or an execution of a strategy. `price` and `charges` in ten-thousandths of a rupee. */
export type Happening =
  | { readonly kind: 'tick'; readonly at: number; readonly token: string; readonly price: bigint }
  | {
      readonly kind: 'fill';
      readonly at: number;
      readonly token: string;
      readonly strategy: string;
      readonly side: Side;
      readonly quantity: bigint;
      readonly price: bigint;
      readonly charges: bigint;
    };

export interface Figures {
  readonly equity: number;
  readonly cash: number;
  readonly charges: number;
  /** Of the sessions' last moments. */
  readonly closes: readonly number[];
  readonly drawdown: { readonly value: number; readonly ratio: number; readonly durationMs: number };
  readonly exposedMs: number;
  readonly sessionMs: number;
  readonly traded: number;
  /** Mean gross book value over session time, null where no time passed. */
  readonly meanBook: number | null;
}

/** The figures of `strategies` (one, or all of them) after all of `history`, started with `capital`. */
export const figuresOf = (
  history: readonly Happening[],
  strategies: readonly string[],
  capital: bigint,
): Figures => {
  const states = history.map((_, index) => stateOf(history.slice(0, index + 1), strategies, capital));
  const last = states.at(-1);
  const days = [...new Set(history.map(({ at }) => dayOf(at)))];
  const closes = days.map((day) => {
    const index = history.findLastIndex(({ at }) => dayOf(at) === day);
    return Number(states[index]?.equity);
  });

  let sessionMs = 0;
  let exposedMs = 0;
  let bookTime = 0;
  const ticks = history.flatMap((happening, index) => (happening.kind === 'tick' ? [index] : []));
  for (const [n, index] of ticks.entries()) {
    const from = history[ticks[n - 1] ?? -1];
    const to = history[index];
    const before = states[index - 1];
    if (from === undefined || to === undefined || before === undefined) continue;
    if (dayOf(from.at) !== dayOf(to.at)) continue;
    sessionMs += to.at - from.at;
    if (before.positions > 0) exposedMs += to.at - from.at;
    bookTime += Number(before.book) * (to.at - from.at);
  }

  const fills = history.filter(
    (happening) => happening.kind === 'fill' && strategies.includes(happening.strategy),
  );
  return {
    equity: Number(last?.equity ?? capital),
    cash: Number(last?.cash ?? capital),
    charges: Number(sum(fills.map((fill) => (fill.kind === 'fill' ? fill.charges : 0n)))),
    closes,
    drawdown: drawdownOf(history, states, strategies, capital),
    exposedMs,
    sessionMs,
    traded: Number(sum(fills.map((fill) => (fill.kind === 'fill' ? fill.price * fill.quantity : 0n)))),
    meanBook: sessionMs === 0 ? null : bookTime / sessionMs,
  };
};

interface State {
  readonly cash: bigint;
  readonly equity: bigint;
  readonly book: bigint;
  readonly positions: number;
}

const stateOf = (history: readonly Happening[], strategies: readonly string[], capital: bigint): State => {
  let cash = capital;
  const held = new Map<string, bigint>();
  for (const happening of history) {
    if (happening.kind !== 'fill' || !strategies.includes(happening.strategy)) continue;
    const signed = happening.side === 'BUY' ? happening.quantity : -happening.quantity;
    cash -= signed * happening.price + happening.charges;
    const key = `${happening.strategy} ${happening.token}`;
    held.set(key, (held.get(key) ?? 0n) + signed);
  }
  const values = [...held].map(([key, quantity]) => {
    const [strategy = '', token = ''] = key.split(' ');
    return quantity * priceOf(history, strategy, token);
  });
  return {
    cash,
    equity: cash + sum(values),
    book: sum(values.map((value) => (value < 0n ? -value : value))),
    positions: [...held.values()].filter((quantity) => quantity !== 0n).length,
  };
};

/** The newest tick's price; where none came yet, that of the strategy's first fill. */
const priceOf = (history: readonly Happening[], strategy: string, token: string): bigint => {
  const tick = history.findLast((happening) => happening.kind === 'tick' && happening.token === token);
  if (tick !== undefined) return tick.price;
  const fill = history.find(
    (happening) => happening.kind === 'fill' && happening.token === token && happening.strategy === strategy,
  );
  return fill?.price ?? 0n;
};

/** Over the start, every fill of these strategies, and every tick that changed their equity. */
const drawdownOf = (
  history: readonly Happening[],
  states: readonly State[],
  strategies: readonly string[],
  capital: bigint,
): Figures['drawdown'] => {
  const first = history[0];
  const end = history.at(-1);
  if (first === undefined || end === undefined) return { value: 0, ratio: 0, durationMs: 0 };
  const series = [{ at: first.at, equity: Number(capital) }];
  history.forEach((happening, index) => {
    const equity = Number(states[index]?.equity);
    const isOurs = happening.kind === 'fill' && strategies.includes(happening.strategy);
    if (isOurs || equity !== series.at(-1)?.equity) series.push({ at: happening.at, equity });
  });
  const drops = series.map(({ equity }, index) => {
    const peak = Math.max(...series.slice(0, index + 1).map((point) => point.equity));
    return { peak, equity, ratio: equity / peak - 1 };
  });
  const deepest = drops.reduce(
    (low, drop, index) => (drop.ratio < (drops[low]?.ratio ?? 0) ? index : low),
    0,
  );
  const drop = drops[deepest];
  if (drop === undefined || drop.ratio === 0) return { value: 0, ratio: 0, durationMs: 0 };
  const from = series.slice(0, deepest).findLast(({ equity }) => equity === drop.peak)?.at ?? NaN;
  const to = series.slice(deepest).find(({ equity }) => equity >= drop.peak)?.at ?? end.at;
  return { value: drop.equity - drop.peak, ratio: drop.ratio, durationMs: to - from };
};

const dayOf = (at: number): string => new Date(at).toLocaleDateString('en-CA', { timeZone: 'Asia/Kolkata' });

const sum = (values: readonly bigint[]): bigint => values.reduce((total, value) => total + value, 0n);
