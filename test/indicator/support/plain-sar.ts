import type { Candle } from '../../../src/domain/candle.js';

/** Parabolic SAR over whole arrays, by its definition and nothing of ours. */
export const plainSar = (bars: readonly Candle[], step: number, most: number): (number | undefined)[] => {
  const H = (i: number): number => bars[i]?.high ?? NaN;
  const L = (i: number): number => bars[i]?.low ?? NaN;
  const fell = Math.max(0, L(0) - L(1));
  let long = !(fell > 0 && fell > H(1) - H(0));
  let [sar, extreme, factor] = long ? [L(0), H(1), step] : [H(0), L(1), step];
  const stops: (number | undefined)[] = [undefined];
  for (let i = 1; i < bars.length; i += 1) {
    const two = i === 1 ? [1] : [i - 1, i];
    const floor = Math.min(...two.map(L));
    const ceiling = Math.max(...two.map(H));
    if (long ? L(i) <= sar : H(i) >= sar) {
      long = !long;
      sar = long ? Math.min(extreme, floor) : Math.max(extreme, ceiling);
      extreme = long ? H(i) : L(i);
      factor = step;
    } else if (long ? H(i) > extreme : L(i) < extreme) {
      extreme = long ? H(i) : L(i);
      factor = Math.min(most, factor + step);
    }
    stops.push(sar);
    sar += factor * (extreme - sar);
    sar = long ? Math.min(sar, floor) : Math.max(sar, ceiling);
  }
  return stops;
};
