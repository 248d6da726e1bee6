/** A time in which closes were below an earlier one. Indices are of closes, from 1; 0 is the start. */
export interface DrawdownSpan {
  /** The last highest close before it. */
  readonly peak: number;
  readonly trough: number;
  /** The first close that was back at the peak; of one that is open, the last close. */
  readonly end: number;
  /** Lowest close over the peak, less one; below zero. */
  readonly depth: number;
  /** True where it never came back. */
  readonly isOpen: boolean;
}

/** Every drawdown of equity that began at `start`, from close to close, in the order of time. O(n). */
export const drawdownSpans = (start: number, closes: readonly number[]): readonly DrawdownSpan[] => {
  const spans: DrawdownSpan[] = [];
  let peak = { at: 0, equity: start };
  let low: { readonly at: number; readonly equity: number } | undefined;
  const spanTo = (end: number, isOpen: boolean, trough: NonNullable<typeof low>): DrawdownSpan => ({
    peak: peak.at,
    trough: trough.at,
    end,
    depth: trough.equity / peak.equity - 1,
    isOpen,
  });
  closes.forEach((equity, index) => {
    const at = index + 1;
    if (equity >= peak.equity) {
      if (low !== undefined) spans.push(spanTo(at, false, low));
      peak = { at, equity };
      low = undefined;
    } else if (low === undefined || equity < low.equity) low = { at, equity };
  });
  if (low !== undefined) spans.push(spanTo(closes.length, true, low));
  return spans;
};
