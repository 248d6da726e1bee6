import { NO_MONEY } from '../domain/money.js';
import { Ledger } from './ledger.js';
import { type Performance, performanceOf } from './performance.js';

export type Figures = Readonly<Record<string, number | null>>;

/**
 * Every figure of a performance under its name in `report.json`, those of a group as `maxDrawdown.ratio`. `maxDrawdown`
 * is how deep equity fell below its highest, as a ratio that is never negative: 0.1 is a tenth.
 */
export const figuresOf = (performance: Performance): Figures => {
  const figures = Object.fromEntries(flattened(performance));
  const { ratio } = performance.maxDrawdown;
  return { ...figures, maxDrawdown: ratio === null ? null : Math.abs(ratio) };
};

const flattened = (group: object, before = ''): readonly (readonly [string, number | null])[] =>
  Object.entries(group).flatMap(([name, value]: [string, unknown]) => {
    if (typeof value === 'number' || value === null) return [[`${before}${name}`, value] as const];
    return typeof value === 'object' && !Array.isArray(value) ? flattened(value, `${before}${name}.`) : [];
  });

/** The names of all figures. */
export const FIGURE_NAMES: readonly string[] = Object.keys(
  figuresOf(performanceOf(new Ledger(NO_MONEY), [], { endedAt: 0, sessionMs: 0, days: [] })),
);
