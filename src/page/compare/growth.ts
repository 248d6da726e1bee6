import type { ComparedReport } from '../../report/compare/comparison.js';

/** Equity over the capital, less one, at a moment in epoch ms. */
export interface GrowthPoint {
  readonly at: number;
  readonly growth: number;
}

/**
 * A run's growth, from nothing at its first tick on: of each stretch its extremes before its end, so that no high or low
 * is lost. Within a stretch their order is not known; they stand a millisecond apart, the one further from the end
 * first. None without capital.
 */
export const growthOf = ({
  capital,
  curve,
}: Pick<ComparedReport, 'capital' | 'curve'>): readonly GrowthPoint[] => {
  const [first] = curve;
  if (capital === 0 || first === undefined) return [];
  const begin = { at: Date.parse(first.at), growth: 0 };
  const points = curve.flatMap(({ at, low, high, equity }) => {
    const turns = high - equity > equity - low ? [high, low, equity] : [low, high, equity];
    const values = turns.filter((value, i) => value !== turns[i - 1]);
    return values.map((value, i) => ({ at: Date.parse(at) + 1 + i, growth: value / capital - 1 }));
  });
  return [begin, ...points];
};
