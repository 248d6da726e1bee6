import { loadMarginTable } from '../adapter/margin/load-margin-table.js';
import { UsageError } from '../domain/failure.js';
import { fullMargin, type MarginModel } from '../domain/margin.js';
import { MARGIN_CLASSES, type MarginClass, type MarginRow } from '../domain/margin-rates.js';
import { tableMargin } from '../margin/table-margin.js';
import type { MarginChoice } from './define-pipeline.js';

/**
 * The margin model that a pipeline asks for, its own rates laid over those that come with rxtape. Throws a
 * UsageError for a class or rate that is none, or a rate that is no number of at least 0.
 */
export const marginOf = ({ model = 'span', rates = {} }: MarginChoice): MarginModel => {
  const table = loadMarginTable();
  const problems = Object.entries(rates).flatMap(([name, own]) => problemsOf(name, own, table));
  if (problems.length > 0) throw new UsageError(problems.join('\n'));
  if (model === 'full') return fullMargin;
  return tableMargin(
    table.map((row) => ({ ...row, ...rates[row.class] })),
    model,
  );
};

const CLASSES: ReadonlySet<string> = new Set<MarginClass>(MARGIN_CLASSES);
const NOT_RATES: ReadonlySet<string> = new Set<keyof MarginRow>(['class', 'scope', 'from', 'to']);

const problemsOf = (name: string, own: object, [row]: readonly MarginRow[]): readonly string[] => {
  if (!CLASSES.has(name))
    return [`margin.rates.${name}: no class of instruments; there is ${MARGIN_CLASSES.join(', ')}`];
  const known = Object.keys(row ?? {}).filter((key) => !NOT_RATES.has(key));
  return Object.entries(own).flatMap(([key, rate]: readonly [string, unknown]) =>
    !known.includes(key)
      ? [`margin.rates.${name}.${key}: no rate; there is ${known.join(', ')}`]
      : typeof rate === 'number' && rate >= 0 && Number.isFinite(rate)
        ? []
        : [`margin.rates.${name}.${key}: expected a ratio of at least 0, got ${String(rate)}`],
  );
};
