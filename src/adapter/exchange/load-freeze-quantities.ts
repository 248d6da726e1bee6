import { decodeFreezeRow, FREEZE_COLUMNS } from '../../codec/freeze-quantities.js';
import type { FreezeRow } from '../../domain/freeze-quantities.js';
import { builtIn } from '../table/built-in.js';
import { readRows } from '../table/read-rows.js';

const BUILT_IN = builtIn('exchange/freeze-quantities.csv');

/** The freeze quantities that come with rxtape. Throws a DataError that names file, line and column for a bad row. */
export const loadFreezeQuantities = (file: URL = BUILT_IN): readonly FreezeRow[] =>
  readRows(file, FREEZE_COLUMNS, decodeFreezeRow);
