import type { Figures } from '../figures.js';

/** A row of a sweep, as far as it is ranked. */
export interface Ranked {
  readonly error: string | null;
  readonly result: { readonly figures: Figures } | null;
}

export interface Ranking {
  /** Name of the figure. */
  readonly figure: string;
  readonly isLeast: boolean;
  /** Whether a row's figures are within the constraints. */
  readonly isWithin: (figures: Figures) => boolean;
}

/**
 * The rows from best to worst; of equals, the earlier first. Left out are those without a result, with an error, outside
 * the constraints, and for which the objective has no meaning.
 */
export const bestRows = <A extends Ranked>(rows: readonly A[], ranking: Ranking): readonly A[] =>
  rows
    .flatMap((row) => {
      const value = objectiveOf(row, ranking);
      return value === null ? [] : [{ row, value }];
    })
    .sort((a, b) => b.value - a.value)
    .map(({ row }) => row);

/** What the row has of the objective, the more the better; null for a row that is left out. */
export const objectiveOf = ({ error, result }: Ranked, ranking: Ranking): number | null => {
  if (error !== null || result === null || !ranking.isWithin(result.figures)) return null;
  const value = result.figures[ranking.figure] ?? null;
  return value === null ? null : ranking.isLeast ? -value : value;
};
