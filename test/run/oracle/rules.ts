import { moneyOf } from './touchline-rows.js';
import { istDayOf, type Rule } from './trader.js';

export interface MomentumSettings {
  readonly fast: number;
  readonly slow: number;
  readonly quantity: number;
  readonly allowShort: boolean;
}

/**
 * e = e + a (x - e) with a = 2 / (n + 1), begun with the mean of the first n prices; acts once both averages have
 * begun.
 */
export const momentumRule = ({ fast, slow, quantity, allowShort }: MomentumSettings): Rule => {
  const prices: number[] = [];
  let quick = NaN;
  let sluggish = NaN;
  const next = (average: number, n: number, x: number): number => {
    if (prices.length > n) return average + (2 / (n + 1)) * (x - average);
    return prices.reduce((mean, one, i) => mean + (one - mean) / (i + 1), 0);
  };
  return (seen, before) => {
    if (seen.last === undefined) return before;
    const x = Number(seen.last);
    if (prices.length <= Math.max(fast, slow)) prices.push(x);
    quick = next(quick, fast, x);
    sluggish = next(sluggish, slow, x);
    if (prices.length < Math.max(fast, slow) || quick === sluggish) return before;
    return quick > sluggish ? quantity : allowShort ? -quantity : 0;
  };
};

export interface ReversionSettings {
  /** Standard deviations, whole. */
  readonly band: number;
  readonly quantity: number;
  readonly warmUp: number;
  readonly allowShort: boolean;
}

/**
 * With V = Σ q, S = Σ q p and Q = Σ q p² over the day in whole numbers, the price p lies more than `band`
 * deviations from the mean S / V when (p V - S)² > band² (Q V - S²): no root, no quotient, nothing rounded.
 * `onTie` is told when p is exactly the mean or exactly on a band, where a float may fall to either side.
 */
export const reversionRule = (
  { band, quantity, warmUp, allowShort }: ReversionSettings,
  onTie: () => void = () => undefined,
): Rule => {
  let day = NaN;
  let [volume, most] = [0n, 0n];
  let [V, S, Q] = [0n, 0n, 0n];
  let seenToday = 0;
  return (seen, before) => {
    if (seen.last === undefined) return before;
    const p = moneyOf(seen.last);
    const today = istDayOf(seen.at);
    const now = seen.volume === undefined ? undefined : BigInt(seen.volume);
    if (now !== undefined && today !== day) {
      [day, volume, most, V, S, Q, seenToday] = [today, now, now, 0n, 0n, 0n, 1];
    } else if (now !== undefined) {
      // a total that falls by less than half stumbled, one that falls further began again, and what it once had
      // reached is never counted a second time
      const counted = now >= most ? most : volume;
      const q = now > counted ? now - counted : 0n;
      if (now > volume || now * 2n < volume || now >= most) volume = now;
      if (now > most) most = now;
      [V, S, Q, seenToday] = [V + q, S + q * p, Q + q * p * p, seenToday + 1];
    }
    if (V === 0n || seenToday < warmUp) return before;
    const away = p * V - S;
    const reach = BigInt(band * band) * (Q * V - S * S);
    if (away === 0n || away * away === reach) onTie();
    const far = away * away > reach;
    if (far && away < 0n) return quantity;
    if (far && away > 0n) return allowShort ? -quantity : 0;
    const cameBack = (before > 0 && away >= 0n) || (before < 0 && away <= 0n);
    return cameBack ? 0 : before;
  };
};
