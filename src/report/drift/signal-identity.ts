import type { TradePair } from './match-trades.js';

/**
 * How far a session and its backtest made the same trades; null where neither made any. The same code on the same
 * ticks comes to 1: less is a bug or lost ticks.
 */
export interface SignalIdentity {
  readonly matched: number;
  readonly missed: number;
  readonly extra: number;
  /** |∩| / |∪|. */
  readonly jaccard: number | null;
  /** |∩| / |backtest|. */
  readonly recall: number | null;
  /** |∩| / |paper|. */
  readonly precision: number | null;
}

export const signalIdentity = (pairs: readonly Pick<TradePair, 'kind'>[]): SignalIdentity => {
  const count = (kind: TradePair['kind']): number => pairs.filter((pair) => pair.kind === kind).length;
  const [matched, missed, extra] = [count('matched'), count('missed'), count('extra')];
  return {
    matched,
    missed,
    extra,
    jaccard: ratio(matched, matched + missed + extra),
    recall: ratio(matched, matched + missed),
    precision: ratio(matched, matched + extra),
  };
};

const ratio = (part: number, whole: number): number | null => (whole === 0 ? null : part / whole);
