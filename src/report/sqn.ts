import { deviationOf, isSteady } from './deviation.js';
import { meanOf } from './mean.js';

/** Fewer trades than this say little. */
export const FEW_TRADES = 30;
/** More trades than this do not raise the capped number. */
const CAP = 100;

/**
 * System quality number: √N · mean / s of the trades' profits, s with n − 1. Null for fewer than two trades, and where
 * they do not vary. Source: Tharp (2008), Definitive Guide to Position Sizing.
 */
export const sqn = (profits: readonly number[]): number | null => of(profits, profits.length);

/** The same with N at most 100, so that many trades alone make no good system. */
export const sqnCapped = (profits: readonly number[]): number | null =>
  of(profits, Math.min(profits.length, CAP));

const of = (profits: readonly number[], counted: number): number | null => {
  const [mean, deviation] = [meanOf(profits), deviationOf(profits)];
  if (mean === null || deviation === null || isSteady(deviation, mean)) return null;
  return (Math.sqrt(counted) * mean) / deviation;
};
