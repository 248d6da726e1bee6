import type { LongColumn } from '../tables/long-table.js';
import type { Run } from './run.js';

/** The columns without those of which every row would say the same: of one strategy, of one instrument. */
export const withoutSame = <Row extends object>(
  columns: readonly LongColumn<Row>[],
  { page: { strategies, tokens } }: Run,
): readonly LongColumn<Row>[] =>
  columns.filter(
    ({ title }) =>
      !(title === 'Strategy' && strategies.length < 2) && !(title === 'Instrument' && tokens.length < 2),
  );
