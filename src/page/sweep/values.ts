import type { SweepPage, SweepPageRow } from '../../report/sweep/sweep-page.js';

/** A value as it was set. */
export const valueText = (value: unknown): string =>
  typeof value === 'string' ? value : value === undefined ? '–' : JSON.stringify(value);

/** A combination that was tried, whether anything came of it or not. */
type Tried = Pick<SweepPageRow, 'values'>;

/** Every combination of a page: a value all of whose rows failed keeps its place on an axis. */
export const triedOf = ({ rows, failed }: Pick<SweepPage, 'rows' | 'failed'>): readonly Tried[] => [
  ...rows,
  ...failed,
];

/** The values of a parameter: numbers by size, else as they come. */
export const valuesOf = (rows: readonly Tried[], parameter: number): readonly unknown[] => {
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
