import * as E from 'fp-ts/lib/Either.js';
import { nearestText } from './nearest-text.js';

const OPERATORS = ['>=', '<=', '!=', '>', '<', '='] as const;

/** What a figure of a row must be for the row to be among the best. */
export interface Constraint {
  readonly figure: string;
  readonly operator: (typeof OPERATORS)[number];
  readonly value: number;
}

const SHAPE =
  /^\s*([A-Za-z][A-Za-z0-9.]*)\s*(>=|<=|!=|>|<|=)\s*([+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?)\s*$/i;

/** Reads `trades>=30`: a figure, one of >= <= > < = != and a number, nothing else. */
export const parseConstraint = (text: string, figures: readonly string[]): E.Either<string, Constraint> => {
  const [, figure, operator, value] = SHAPE.exec(text) ?? [];
  const known = OPERATORS.find((one) => one === operator);
  if (figure === undefined || known === undefined)
    return E.left(`--where ${text}: write a figure, one of ${OPERATORS.join(' ')}, and a number: trades>=30`);
  return figures.includes(figure)
    ? E.right({ figure, operator: known, value: Number(value) })
    : E.left(`--where ${text}: no figure ${figure}; ${nearestText(figure, figures)}`);
};

/** Whether a row's figure is as the constraint has it; one that has no meaning for the row never is. */
export const isMet = ({ operator, value }: Constraint, figure: number | null): boolean => {
  if (figure === null) return false;
  switch (operator) {
    case '>=':
      return figure >= value;
    case '<=':
      return figure <= value;
    case '>':
      return figure > value;
    case '<':
      return figure < value;
    case '=':
      return figure === value;
    case '!=':
      return figure !== value;
  }
};
