import { join } from 'node:path';
import { DRIFT_COLUMNS, driftCells } from '../../report/drift/drift-csv.js';
import type { DriftRow } from '../../report/drift/drift.js';
import type { ForwardTest } from '../../report/forward-test.js';
import { CsvFile } from './csv-file.js';
import { LineFile } from './line-file.js';

/** Writes `forward-test.json` and, where there is a backtest, `drift.csv` into the folder `out`, which is there. */
export const writeForwardTest = (out: string, found: ForwardTest, rows: readonly DriftRow[]): void => {
  const json = new LineFile(join(out, 'forward-test.json'));
  json.append(`${JSON.stringify(found, null, 2)}\n`);
  json.close();
  if (found.drift === null) return;
  const csv = new CsvFile(join(out, 'drift.csv'), DRIFT_COLUMNS);
  for (const row of rows) csv.append(driftCells(row));
  csv.close();
};
