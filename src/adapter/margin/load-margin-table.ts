import { decodeMarginRow, MARGIN_COLUMNS } from '../../codec/margin-table.js';
import type { MarginRow } from '../../domain/margin-rates.js';
import { readRows } from '../table/read-rows.js';

const BUILT_IN = new URL('../../../data/margin/rates.csv', import.meta.url);

/** The margin table that comes with rxtape. Throws a DataError that names file, line and column for a bad row. */
export const loadMarginTable = (file: URL = BUILT_IN): readonly MarginRow[] =>
  readRows(file, MARGIN_COLUMNS, decodeMarginRow);
