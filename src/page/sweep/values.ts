import type { SweepPageRow } from '../../report/sweep/sweep-page.js';

/** A value as it was set. */
export const valueText = (value: unknown): string =>
  typeof value === 'string' ? value : value === undefined ? '–' : JSON.stringify(value);

/** The values of a parameter: numbers by size, else as they come. */
export const valuesOf = (rows: readonly SweepPageRow[], parameter: number): readonly unknown[] => {
  const values = [
    ...new Map(rows.map(({ values: all }) => [valueText(all[parameter]), all[parameter]])).values(),
  ];
  return values.every((value) => typeof value === 'number') ? values.sort((a, b) => a - b) : values;
};

/** From the lowest objective to the highest, of rows of any number: more than a call takes arguments too. */
export const spanOf = (rows: readonly SweepPageRow[]): readonly [number, number] => {
  let [lowest, highest] = [Infinity, -Infinity];
  for (const { objective } of rows) {
    if (objective === null) continue;
    lowest = Math.min(lowest, objective);
    highest = Math.max(highest, objective);
  }
  return [lowest, highest];
};
