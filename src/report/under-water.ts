/** Equity at each close over its highest close so far, `start` included, less one; never positive. */
export const drawdownsAtCloses = (start: number, closes: readonly number[]): readonly number[] => {
  let peak = start;
  return closes.map((close) => {
    peak = Math.max(peak, close);
    return close / peak - 1;
  });
};

/** Share of the closes that were below the highest before them. Null for none. */
export const timeUnderWater = (drawdowns: readonly number[]): number | null =>
  drawdowns.length === 0 ? null : drawdowns.filter((drawdown) => drawdown < 0).length / drawdowns.length;

/**
 * Ulcer index √(Σ d² / n) of the `drawdowns` at the closes. Null for none.
 * Source: Martin and McCann (1989), The Investor's Guide to Fidelity Funds.
 */
export const ulcer = (drawdowns: readonly number[]): number | null =>
  drawdowns.length === 0
    ? null
    : Math.sqrt(drawdowns.reduce((sum, drawdown) => sum + drawdown ** 2, 0) / drawdowns.length);
