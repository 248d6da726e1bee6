import type { Span } from '../../domain/trading-windows.js';

/** How much of `span` lies in `windows`, which do not overlap; ms. */
export const overlapOf = ({ from, to }: Span, windows: readonly Span[]): number =>
  windows.reduce(
    (sum, window) => sum + Math.max(0, Math.min(to, window.to) - Math.max(from, window.from)),
    0,
  );

/** What of `windows` lies behind `at`. */
export const since = (at: number, windows: readonly Span[]): readonly Span[] =>
  windows.filter(({ to }) => to > at).map(({ from, to }) => ({ from: Math.max(from, at), to }));

export const isWithin = (at: number, windows: readonly Span[]): boolean =>
  windows.some(({ from, to }) => from <= at && at < to);
