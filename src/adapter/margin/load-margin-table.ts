import { decodeMarginRow, MARGIN_COLUMNS } from '../../codec/margin-table.js';
import type { MarginRow } from '../../domain/margin-rates.js';
import { builtIn } from '../table/built-in.js';
import { readRows } from '../table/read-rows.js';

const BUILT_IN = builtIn('margin/rates.csv');

/** The margin table that comes with rxtape. Throws a DataError that names file, line and column for a bad row. */
export const loadMarginTable = (file: URL = BUILT_IN): readonly MarginRow[] =>
  readRows(file, MARGIN_COLUMNS, decodeMarginRow);
