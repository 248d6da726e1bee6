import { MINUTE_MS, SECOND_MS } from '../../domain/time.js';
import type { ComparedTrade } from './compared-trade.js';

/** Two trades that are one signal, or the one that has no other. */
export type TradePair<A = ComparedTrade> =
  | { readonly kind: 'matched'; readonly paper: A; readonly backtest: A }
  | { readonly kind: 'missed'; readonly backtest: A }
  | { readonly kind: 'extra'; readonly paper: A };

/** Exchanges tell whole seconds. */
const TICK_TIME_MS = SECOND_MS;

type Signal = Pick<ComparedTrade, 'strategy' | 'token' | 'side' | 'openedAt'>;

/**
 * The trades of a session beside those of its backtest, in the order of their entries. Of one strategy, instrument
 * and side, entered in the same minute or within a second of each other, two are one: the nearest two first.
 */
export const matchTrades = <A extends Signal>(
  paper: readonly A[],
  backtest: readonly A[],
): readonly TradePair<A>[] => {
  const papers = new Set(paper);
  const backtests = new Set(backtest);
  const matched: TradePair<A>[] = [];
  for (const pair of alike(paper, backtest)) {
    if (!papers.has(pair.paper) || !backtests.has(pair.backtest)) continue;
    papers.delete(pair.paper);
    backtests.delete(pair.backtest);
    matched.push({ kind: 'matched', ...pair });
  }
  const missed = [...backtests].map((trade): TradePair<A> => ({ kind: 'missed', backtest: trade }));
  const extra = [...papers].map((trade): TradePair<A> => ({ kind: 'extra', paper: trade }));
  return [...matched, ...missed, ...extra].sort((a, b) => openedAt(a) - openedAt(b));
};

interface Likeness<A> {
  readonly paper: A;
  readonly backtest: A;
}

/** All that could be one, the nearest first. */
const alike = <A extends Signal>(paper: readonly A[], backtest: readonly A[]): readonly Likeness<A>[] => {
  const byMinute = new Map<string, A[]>();
  for (const trade of paper) {
    const key = keyOf(trade, minuteOf(trade));
    const others = byMinute.get(key);
    if (others === undefined) byMinute.set(key, [trade]);
    else others.push(trade);
  }
  return backtest
    .flatMap((trade) =>
      [-1, 0, 1]
        .flatMap((minutes) => byMinute.get(keyOf(trade, minuteOf(trade) + minutes)) ?? [])
        .filter((other) => minuteOf(other) === minuteOf(trade) || apart(other, trade) <= TICK_TIME_MS)
        .map((other) => ({ paper: other, backtest: trade })),
    )
    .sort((a, b) => apart(a.paper, a.backtest) - apart(b.paper, b.backtest));
};

const keyOf = ({ strategy, token, side }: Signal, minute: number): string =>
  `${strategy} ${token} ${side} ${minute}`;

const minuteOf = ({ openedAt }: Signal): number => Math.floor(openedAt / MINUTE_MS);

const apart = (a: Signal, b: Signal): number => Math.abs(a.openedAt - b.openedAt);

const openedAt = <A extends Signal>(pair: TradePair<A>): number =>
  pair.kind === 'missed' ? pair.backtest.openedAt : pair.paper.openedAt;
