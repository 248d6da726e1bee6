import { countText } from '../../domain/count-text.js';
import { FEWEST_DAYS, type PairedTest } from './paired-test.js';

/** Two runs by name, and what their daily returns say. */
export interface Concluded extends Pick<PairedTest, 'days' | 'conclusion' | 'p'> {
  readonly first: string;
  readonly second: string;
  /** Their digests are equal. */
  readonly isSame: boolean;
}

/** The conclusion as a sentence; `level` is the p below which a difference is no chance. */
export const conclusionText = (pair: Concluded, level: number): string =>
  `${pair.first} and ${pair.second}: ${said(pair, level.toFixed(4))}.`;

const said = ({ first, second, days, conclusion, p, isSame }: Concluded, level: string): string => {
  const more =
    p === null
      ? 'did better, by as much on every day'
      : `did better by the day than chance explains (p is below ${level})`;
  switch (conclusion) {
    case 'tooFewDays':
      return `${countText(days, 'day')} in common, and fewer than ${FEWEST_DAYS} allow no conclusion`;
    case 'equal':
      return isSame ? 'decided the same, and the same came of it' : 'earned the same on every day';
    case 'chance':
      return `the difference of a day may be chance (p is not below ${level})`;
    case 'first':
      return `${first} ${more}`;
    case 'second':
      return `${second} ${more}`;
  }
};
