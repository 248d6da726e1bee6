import { decodeSquareOffRow, SQUARE_OFF_COLUMNS } from '../../codec/square-offs.js';
import type { SquareOffRule } from '../../domain/square-off.js';
import { builtIn } from '../table/built-in.js';
import { readRows } from '../table/read-rows.js';

const BUILT_IN = builtIn('calendar/square-off.csv');

/** The square-off times that come with rxtape. Throws a DataError that names file, line and column for a bad row. */
export const loadSquareOffs = (file: URL = BUILT_IN): readonly SquareOffRule[] =>
  readRows(file, SQUARE_OFF_COLUMNS, decodeSquareOffRow);
