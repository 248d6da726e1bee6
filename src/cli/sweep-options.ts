import { InvalidArgumentError, type Command, Option } from 'commander';
import { availableParallelism } from 'node:os';
import { readCombinations } from '../adapter/sweep/read-combinations.js';
import { type Constraint, parseConstraint } from '../codec/sweep/constraint.js';
import { type Objective, parseObjective } from '../codec/sweep/objective.js';
import { parameterName, type Parameter, parseParameter } from '../codec/sweep/parameter.js';
import { combinationKey, settingsOf } from '../codec/sweep/row.js';
import { parseWalkForward, type WalkForward } from '../codec/sweep/walk-forward.js';
import { UsageError } from '../domain/failure.js';
import { FIGURE_NAMES } from '../report/figures.js';
import { SESSION_FIGURES } from '../report/sweep/session-figures.js';
import type { Slices } from '../report/sweep/slices.js';
import { type Combination, drawnFrom, gridOf, gridSize } from '../run/sweep/combinations.js';
import { orInvalid } from './option.js';

/** What commander makes of the options of {@link withSweepOptions}. */
export interface SweepOptions {
  readonly set?: readonly Parameter[];
  readonly random?: number;
  readonly seed: number;
  readonly list?: string;
  readonly workers: number;
  /** What {@link objectiveFor} has when left out. */
  readonly objective?: Objective;
  readonly where?: readonly Constraint[];
  readonly walkForward?: WalkForward;
}

/** More runs than anyone waits for. */
const MOST = 1_000_000;
/** More threads than any machine has processors, each with a memory of its own. */
const MOST_WORKERS = 256;

/** `command` with the options that say which combinations are tried, and which are the best. */
export const withSweepOptions = (command: Command): Command =>
  command
    .option(
      '--set <strategy.setting=values>',
      'from:to:step with both ends, a,b,c, both (1:5:1,8,13) or one value; again for another setting',
      parameters,
    )
    .option('--random <n>', 'draw so many combinations of the grid', count(MOST))
    .option('--seed <n>', 'of what --random draws', seed, 1)
    .option('--list <file>', 'combinations from a file: CSV with a header of settings, or NDJSON')
    .option('--workers <n>', 'threads that run combinations', count(MOST_WORKERS), availableParallelism())
    .addOption(
      new Option(
        '--objective <figure>',
        'what the best has most of; -figure: least (default: sharpe; netPnl where the tape is of one session)',
      ).argParser(objective),
    )
    .option('--where <condition>', "what the best must have: 'trades>=30'; may be given again", constraints)
    .option(
      '--walk-forward <sessions>',
      'choose on so many sessions, hold the choice for so many: 60d/20d',
      walkForward,
    );

/** A single session has no Sharpe ratio. */
export const objectiveFor = ({ objective: asked }: SweepOptions, { sessions }: Slices): Objective =>
  asked ?? { figure: sessions.length > 1 ? 'sharpe' : 'netPnl', isLeast: false };

const parameters = (text: string, before: readonly Parameter[] = []): readonly Parameter[] => {
  const parameter = orInvalid(parseParameter(text));
  if (before.some((one) => parameterName(one) === parameterName(parameter)))
    throw new InvalidArgumentError(`${parameterName(parameter)} is set twice; write its values as a,b,c`);
  return [...before, parameter];
};

const constraints = (text: string, before: readonly Constraint[] = []): readonly Constraint[] => [
  ...before,
  orInvalid(parseConstraint(text, FIGURE_NAMES)),
];

const objective = (text: string): Objective => orInvalid(parseObjective(text, FIGURE_NAMES));

const walkForward = (text: string): WalkForward => orInvalid(parseWalkForward(text));

const count =
  (most: number) =>
  (text: string): number => {
    const value = Number(text);
    if (!/^\d+$/.test(text) || value < 1 || value > most)
      throw new InvalidArgumentError(`write a whole number from 1 to ${most}`);
    return value;
  };

const seed = (text: string): number => {
  const value = Number(text);
  if (!/^\d+$/.test(text) || value >= 2 ** 32)
    throw new InvalidArgumentError('write a whole number below 2^32');
  return value;
};

/**
 * The combinations that `options` ask for, each once, in their order. Throws a UsageError where these do not go
 * together.
 */
export const combinationsOf = ({ set = [], random, seed, list }: SweepOptions): readonly Combination[] => {
  if (list !== undefined) return listed(list, set, random);
  if (set.length === 0)
    throw new UsageError(
      'nothing to sweep: --set momentum.fast=5:50:5 makes a grid, --list FILE names combinations',
    );
  const size = gridSize(set);
  if (random !== undefined) return drawnFrom(set, random, seed);
  if (size > MOST) throw new UsageError(`the grid has ${size} combinations; --random N draws some of them`);
  return gridOf(set);
};

const listed = (
  path: string,
  set: readonly Parameter[],
  random: number | undefined,
): readonly Combination[] => {
  const several = set.find(({ values }) => values.length > 1);
  if (several !== undefined || random !== undefined)
    throw new UsageError(
      `--list names the combinations: ${several === undefined ? '--random cannot draw others' : `--set ${parameterName(several)} may have one value beside it`}`,
    );
  const fixed = set.map(({ strategy, key, values: [value] }) => ({ strategy, key, value }));
  const combinations = readCombinations(path).map((combination) => [
    ...fixed.filter((one) => !combination.some((other) => parameterName(other) === parameterName(one))),
    ...combination,
  ]);
  return [...new Map(combinations.map((one) => [combinationKey(settingsOf(one)), one])).values()];
};

/** Throws a UsageError where whole sessions do not tell what the best of a walk forward is to be chosen by. */
export const requireSessionFigures = ({
  walkForward: asked,
  objective: best,
  where = [],
}: SweepOptions): void => {
  const names: readonly string[] = SESSION_FIGURES;
  const unknown = [...(best === undefined ? [] : [best]), ...where].find(
    ({ figure }) => !names.includes(figure),
  );
  if (asked !== undefined && unknown !== undefined)
    throw new UsageError(
      `--walk-forward goes by whole sessions, which do not tell ${unknown.figure}; they tell ${names.join(', ')}`,
    );
};
