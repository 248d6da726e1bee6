import { uniformInt } from 'pure-rand/distribution/uniformInt';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';
import type { RandomGenerator } from 'pure-rand/types/RandomGenerator';
import type { Setting } from '../../codec/setting.js';
import type { Parameter } from '../../codec/sweep/parameter.js';

export type Combination = readonly Setting[];

/** Every combination of the values, the last parameter changing fastest. */
export const gridOf = (parameters: readonly Parameter[]): readonly Combination[] =>
  Array.from({ length: gridSize(parameters) }, (_, i) => combinationAt(parameters, i));

export const gridSize = (parameters: readonly Parameter[]): number =>
  parameters.reduce((size, { values }) => size * values.length, 1);

/**
 * `count` different combinations of the grid by chance, each as likely as any other; all of them, in another order,
 * where there are not so many. The same seed draws the same ones, in the same order.
 */
export const drawnFrom = (
  parameters: readonly Parameter[],
  count: number,
  seed: number,
): readonly Combination[] => {
  const size = gridSize(parameters);
  const draw = xoroshiro128plus(seed);
  if (size > Number.MAX_SAFE_INTEGER) return drawnByParameter(parameters, count, draw);
  const moved = new Map<number, number>(); // the first places of a shuffle, of which only those that moved are kept
  return Array.from({ length: Math.min(count, size) }, (_, place) => {
    const chosen = uniformInt(draw, place, size - 1);
    const at = moved.get(chosen) ?? chosen;
    moved.set(chosen, moved.get(place) ?? place);
    return combinationAt(parameters, at);
  });
};

/** Of a grid whose places cannot be counted exactly: value by value, and another where that was drawn before. */
const drawnByParameter = (
  parameters: readonly Parameter[],
  count: number,
  draw: RandomGenerator,
): readonly Combination[] => {
  const drawn = new Map<string, Combination>();
  while (drawn.size < count) {
    const places = parameters.map(({ values }) => uniformInt(draw, 0, values.length - 1));
    drawn.set(
      places.join(),
      parameters.map(({ strategy, key, values }, i) => ({ strategy, key, value: values[places[i] ?? 0] })),
    );
  }
  return [...drawn.values()];
};

const combinationAt = (parameters: readonly Parameter[], index: number): Combination => {
  let rest = index;
  return parameters
    .toReversed()
    .map(({ strategy, key, values }) => {
      const value = values[rest % values.length];
      rest = Math.floor(rest / values.length);
      return { strategy, key, value };
    })
    .reverse();
};
