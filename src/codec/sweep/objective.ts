import * as E from 'fp-ts/lib/Either.js';
import { nearestText } from './nearest-text.js';

/** What the best row has most of, or least. */
export interface Objective {
  /** Name of a figure. */
  readonly figure: string;
  readonly isLeast: boolean;
}

/** Reads `sharpe`, or `-maxDrawdown` for the least of it; `figures` are the names that there are. */
export const parseObjective = (text: string, figures: readonly string[]): E.Either<string, Objective> => {
  const isLeast = text.startsWith('-');
  const figure = isLeast ? text.slice(1) : text;
  return figures.includes(figure)
    ? E.right({ figure, isLeast })
    : E.left(`--objective ${text}: no figure ${figure}; ${nearestText(figure, figures)}`);
};

export const objectiveText = ({ figure, isLeast }: Objective): string => `${isLeast ? '-' : ''}${figure}`;
