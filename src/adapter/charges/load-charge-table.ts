import { decodeBrokerageRow, decodeChargeRow, PLAN_COLUMNS, RATE_COLUMNS } from '../../codec/charge-table.js';
import type { ChargeTable } from '../../domain/charge-table.js';
import { DataError } from '../../domain/failure.js';
import { tableProblems } from '../../exchange/charges/table-problems.js';
import { builtIn } from '../table/built-in.js';
import { readRows } from '../table/read-rows.js';

const FOLDER = builtIn('charges/');

/**
 * The charge tables that come with rxtape. Throws a DataError that names file, line, column and value for a bad
 * row, and for rows that contradict each other. Reads two small files, once, at start-up.
 */
export const loadChargeTable = (folder: URL = FOLDER): ChargeTable => {
  const rates = readRows(new URL('rates.csv', folder), RATE_COLUMNS, decodeChargeRow);
  const brokerage = readRows(new URL('plans.csv', folder), PLAN_COLUMNS, decodeBrokerageRow);
  const problems = tableProblems(rates);
  if (problems.length > 0) throw new DataError(problems.join('\n'));
  return { rates, brokerage };
};
