import { correlationOf } from '../correlation.js';
import { deviationOf, isSteady } from '../deviation.js';
import type { DailyRow } from '../daily-rows.js';
import { meanOf } from '../mean.js';
import { studentP } from '../student-t.js';

/** Fewer days in common than this allow no conclusion. */
export const FEWEST_DAYS = 20;

/**
 * What the daily returns of two runs say of their difference. `tooFewDays`: nothing yet. `equal`: they are the same on
 * every day. `chance`: as large a difference comes by chance often enough. `first`, `second`: that one did better
 * by the day than chance alone lets one expect.
 */
export type Conclusion = 'tooFewDays' | 'equal' | 'chance' | 'first' | 'second';

/** Daily returns of two runs on the sessions that both have; null has no meaning for them. */
export interface PairedTest {
  readonly days: number;
  readonly correlation: number | null;
  /** Of d = first − second: mean and sample deviation of a day. */
  readonly meanDifference: number | null;
  readonly deviation: number | null;
  /** mean / (deviation / √days), and how likely chance alone takes it as far from zero (Student's t, two-sided). */
  readonly t: number | null;
  readonly p: number | null;
  readonly conclusion: Conclusion;
}

/** Compares the days that `first` and `second` have in common; a p below `level` is no chance. */
export const pairedTest = (
  first: readonly DailyRow[],
  second: readonly DailyRow[],
  level: number,
): PairedTest => {
  const pairs = inCommon(first, second);
  const [a, b] = [pairs.map(([r]) => r), pairs.map(([, r]) => r)];
  const differences = pairs.map(([one, other]) => one - other);
  const [mean, deviation] = [meanOf(differences), deviationOf(differences)];
  const t =
    mean === null || deviation === null || isSteady(deviation, mean)
      ? null
      : mean / (deviation / Math.sqrt(pairs.length));
  const p = t === null ? null : studentP(t, pairs.length - 1);
  return {
    days: pairs.length,
    correlation: correlationOf(a, b),
    meanDifference: mean,
    deviation,
    t,
    p,
    conclusion: concluded(differences, p, level),
  };
};

/** Returns of the sessions that both have. */
const inCommon = (
  first: readonly DailyRow[],
  second: readonly DailyRow[],
): readonly (readonly [number, number])[] => {
  const returns = new Map(second.map((day) => [day.date, day.return]));
  return first.flatMap((day) => {
    const other = returns.get(day.date);
    return day.return === null || other === null || other === undefined ? [] : [[day.return, other] as const];
  });
};

const concluded = (differences: readonly number[], p: number | null, level: number): Conclusion => {
  if (differences.length > 0 && differences.every((difference) => difference === 0)) return 'equal';
  if (differences.length < FEWEST_DAYS) return 'tooFewDays';
  if (p !== null && p >= level) return 'chance'; // without a p the difference is the same on every day
  return (meanOf(differences) ?? 0) > 0 ? 'first' : 'second';
};
