import { isSteady } from './deviation.js';
import { meanOf } from './mean.js';

/**
 * How much like steady growth it was: R² of a straight line through the logarithm of equity, from `start` to the last
 * of `closes`. Null for fewer than three closes, where equity was not above zero, and where it did not move.
 */
export const growthStability = (start: number, closes: readonly number[]): number | null => {
  const equities = [start, ...closes];
  if (closes.length < 3 || equities.some((equity) => equity <= 0)) return null;
  const logs = equities.map((equity) => Math.log(equity / start));
  const [meanTime, meanLog] = [(logs.length - 1) / 2, meanOf(logs) ?? 0];
  let [both, time, log] = [0, 0, 0];
  logs.forEach((value, at) => {
    both += (at - meanTime) * (value - meanLog);
    time += (at - meanTime) ** 2;
    log += (value - meanLog) ** 2;
  });
  return isSteady(Math.sqrt(log / logs.length), meanLog) ? null : both ** 2 / (time * log);
};
