import { meanOf } from '../mean.js';
import { type Choice, cscv } from './cscv.js';

/** How well what was best in a sample does out of it. */
export interface Overfitting {
  /** Blocks of time, of which each half was the sample once. */
  readonly blocks: number;
  /** Probability of backtest overfitting: the share of samples of which the best was no better than half of all outside. */
  readonly pbo: number;
  /** The share of samples of which the best lost outside. */
  readonly lossProbability: number;
  /** Least squares of the Sharpe ratio outside on the one inside; null where the one inside does not vary. */
  readonly regression: { readonly slope: number; readonly intercept: number } | null;
}

/** So many returns are in a block at least. */
const LEAST_IN_BLOCK = 4;
const [MOST_BLOCKS, LEAST_BLOCKS] = [16, 8];
/** Sharpe ratios that are worked out at most: a second or two. */
const MOST_WORK = 20_000_000;

/** Of `columns` of returns; null for fewer than two columns, and for fewer than 32 returns. */
export const overfittingOf = (columns: readonly (readonly number[])[]): Overfitting | null => {
  const blocks = blocksFor(columns[0]?.length ?? 0, columns.length);
  return blocks === null || columns.length < 2 ? null : summaryOf(cscv(columns, blocks), blocks);
};

/** As many blocks as the returns and the patience allow, 16 at most; null for fewer than 8. */
export const blocksFor = (periods: number, columns: number): number | null => {
  for (let blocks = MOST_BLOCKS; blocks >= LEAST_BLOCKS; blocks -= 2)
    if (periods >= blocks * LEAST_IN_BLOCK && halvesCount(blocks) * columns <= MOST_WORK) return blocks;
  return null;
};

/** n! / (n/2)!² */
const halvesCount = (blocks: number): number => {
  let count = 1;
  for (let i = 1; i <= blocks / 2; i += 1) count = (count * (blocks / 2 + i)) / i;
  return Math.round(count);
};

const shareOf = (choices: readonly Choice[], is: (choice: Choice) => boolean): number =>
  choices.filter(is).length / choices.length;

export const summaryOf = (choices: readonly Choice[], blocks: number): Overfitting => ({
  blocks,
  pbo: shareOf(choices, ({ logit }) => logit <= 0),
  lossProbability: shareOf(choices, ({ outOfSample }) => outOfSample < 0),
  regression: regressionOf(choices),
});

const regressionOf = (choices: readonly Choice[]): Overfitting['regression'] => {
  const x = meanOf(choices.map(({ inSample }) => inSample)) ?? NaN;
  const y = meanOf(choices.map(({ outOfSample }) => outOfSample)) ?? NaN;
  const spread = choices.reduce((sum, { inSample }) => sum + (inSample - x) ** 2, 0);
  if (!(spread > 0)) return null;
  const slope =
    choices.reduce((sum, { inSample, outOfSample }) => sum + (inSample - x) * (outOfSample - y), 0) / spread;
  return { slope, intercept: y - slope * x };
};
