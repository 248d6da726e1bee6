import type { Columns } from '../../report/page/columns.js';

/** The rows that `columns` hold. */
export const rowsOf = <Row>(columns: Columns<Row>): readonly Row[] => {
  const fields = Object.entries<readonly unknown[]>(columns);
  const rows: Row[] = [];
  for (let i = 0; i < (fields[0]?.[1].length ?? 0); i += 1) {
    // one shape for all of them, which is several times as fast as Object.fromEntries
    const row: Record<string, unknown> = {};
    for (const [field, values] of fields) row[field] = values[i];
    rows.push(row as Row);
  }
  return rows;
};
