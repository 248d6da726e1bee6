import type { ChargeRow } from '../../domain/charge-table.js';
import { dateOf } from '../../domain/session.js';

/**
 * What is wrong among the rows, a line each: two for one thing on one day, or days between two rows that neither
 * tells of. A row that begins later than another of its kind ends is its successor.
 */
export const tableProblems = (rows: readonly ChargeRow[]): readonly string[] => {
  const series = new Map<string, ChargeRow[]>();
  for (const row of rows)
    for (const segment of row.segments)
      for (const scope of row.scope ?? ['*'])
        for (const side of row.side === 'BOTH' ? ['BUY', 'SELL'] : [row.side]) {
          const key = `${segment} ${row.component} on ${row.base} of ${side} for ${scope}`;
          const known = series.get(key);
          if (known === undefined) series.set(key, [row]);
          else known.push(row);
        }
  return [...series].flatMap(([key, ofKey]) => problemsOf(key, ofKey));
};

const problemsOf = (key: string, rows: readonly ChargeRow[]): readonly string[] => {
  const inOrder = [...rows].sort((a, b) => a.from - b.from);
  return inOrder.slice(1).flatMap((row, i) => {
    const before = inOrder[i];
    if (before?.to === undefined || before.to >= row.from)
      return [`${key}: two rows are in force on ${dateOf(row.from)}`];
    return before.to + 1 < row.from
      ? [`${key}: no row between ${dateOf(before.to)} and ${dateOf(row.from)}`]
      : [];
  });
};
