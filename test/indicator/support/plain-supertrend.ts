import type { Candle } from '../../../src/domain/candle.js';

/** Supertrend over whole arrays, by its definition and nothing of ours. */
export const plainSupertrend = (
  bars: readonly Candle[],
  periods: number,
  factor: number,
): (number | undefined)[] => {
  const close = (i: number): number => bars[i]?.close ?? NaN;
  const ranges = bars.map(({ high, low }, i) =>
    i === 0 ? high - low : Math.max(high, close(i - 1)) - Math.min(low, close(i - 1)),
  );
  const lines: (number | undefined)[] = [];
  let range = 0;
  let [upper, lower, isUp] = [NaN, NaN, false];
  bars.forEach((bar, i) => {
    if (i < periods - 1) return void lines.push(undefined);
    range =
      i === periods - 1
        ? ranges.slice(0, periods).reduce((sum, one) => sum + one) / periods
        : ((periods - 1) * range + (ranges[i] ?? NaN)) / periods;
    const basicUpper = (bar.high + bar.low) / 2 + factor * range;
    const basicLower = (bar.high + bar.low) / 2 - factor * range;
    if (i === periods - 1) [upper, lower] = [basicUpper, basicLower];
    else {
      if (close(i - 1) > upper) upper = basicUpper;
      else upper = Math.min(upper, basicUpper);
      if (close(i - 1) < lower) lower = basicLower;
      else lower = Math.max(lower, basicLower);
      if (isUp && bar.close < lower) isUp = false;
      else if (!isUp && bar.close > upper) isUp = true;
    }
    lines.push(isUp ? lower : upper);
  });
  return lines;
};
