import type { Plotted } from '../domain/entry.js';
import { istTextOf } from '../domain/session.js';
import type { CsvCell } from './csv-text.js';

/** Values that a strategy plotted; a row of `indicators.csv` for each. */
export interface PlottedRow {
  readonly plotted: Plotted;
  /** The instrument's name. */
  readonly instrument: string;
}

export const INDICATOR_COLUMNS = [
  'at', 'seq', 'cause', 'strategy', 'token', 'instrument', 'name', 'value',
] as const; // prettier-ignore

/** Rows of `indicators.csv`, in the order of {@link INDICATOR_COLUMNS}: one for each value, in the strategy's order. */
export const indicatorCells = ({ plotted, instrument }: PlottedRow): readonly (readonly CsvCell[])[] => {
  const { at, seq, cause, strategy, token, values } = plotted;
  return Object.entries(values).map(([name, value]) => [
    istTextOf(at), seq, cause, strategy, token, instrument, name, value,
  ]); // prettier-ignore
};
