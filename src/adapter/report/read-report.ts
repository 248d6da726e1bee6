import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as E from 'fp-ts/lib/Either.js';
import { explain } from '../../codec/explain.js';
import { Report } from '../../codec/report.js';
import { DataError, UsageError } from '../../domain/failure.js';

/**
 * The report of the run that was written into `folder`. Throws a UsageError where there is no `report.json`, which a
 * run writes last, and a DataError for one that is broken or not of this version's form, with what is wrong.
 */
export const readReport = (folder: string): Report => {
  const path = join(folder, 'report.json');
  if (!existsSync(path))
    throw new UsageError(
      `${folder}: has no report.json: it is no folder of a whole run (\`backtest --out ${folder}\` makes one)`,
    );
  const decoded = Report.decode(parsed(path));
  if (E.isLeft(decoded)) {
    const [first = '', ...more] = explain(decoded.left);
    const others = more.length === 0 ? '' : ` (and ${more.length} more)`;
    throw new DataError(`${path}: is no report of this version: ${first}${others}`);
  }
  return decoded.right;
};

const parsed = (path: string): unknown => {
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as unknown;
  } catch (error) {
    throw new DataError(`${path}: cannot be read: ${error instanceof Error ? error.message : String(error)}`);
  }
};
