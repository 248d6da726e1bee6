import type { Bar } from '../domain/bar.js';
import { istTextOf } from '../domain/session.js';
import type { CsvCell } from './csv-text.js';

/** A bar that the pipeline's graph cut; a row of `bars.csv`. */
export interface BarRow {
  readonly bar: Bar;
  /** The instrument's name. */
  readonly instrument: string;
}

export const BAR_COLUMNS = [
  'at', 'seq', 'cause', 'token', 'instrument', 'spec', 'openAt', 'closeAt', 'open', 'high', 'low', 'close', 'volume',
  'ticks', 'openInterest',
] as const satisfies readonly (keyof Bar | 'instrument')[]; // prettier-ignore

/** A row of `bars.csv`, in the order of {@link BAR_COLUMNS}. */
export const barCells = ({ bar, instrument }: BarRow): readonly CsvCell[] => [
  istTextOf(bar.at),
  bar.seq,
  bar.cause,
  bar.token,
  instrument,
  bar.spec,
  istTextOf(bar.openAt),
  istTextOf(bar.closeAt),
  bar.open,
  bar.high,
  bar.low,
  bar.close,
  bar.volume,
  bar.ticks,
  bar.openInterest ?? null,
];
