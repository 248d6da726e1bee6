import type { Columns } from '../../report/page/columns.js';

/** The rows that `columns` hold. */
export const rowsOf = <Row>(columns: Columns<Row>): readonly Row[] => {
  const fields = Object.entries<readonly unknown[]>(columns);
  const length = fields[0]?.[1].length ?? 0;
  return Array.from(
    { length },
    (_, i) => Object.fromEntries(fields.map(([field, values]) => [field, values[i]])) as Row,
  );
};
