import type { RowRules } from '../../../codec/tape-cell.js';
import type { RowForm, TapeField } from '../../../codec/tape-field.js';
import type { ContractName } from '../../../domain/contract.js';
import type { Shape } from '../../../port/tape.js';

/** Field to the position of its column in the file. */
export type Positions = ReadonlyMap<TapeField, number>;

/** How the rows of one file, or one leg of them, are read: all that decoding and playing go by. */
export interface Reading {
  readonly shape: Shape;
  readonly form: RowForm;
  /** The names of the columns; `column 1` where the file has no header. */
  readonly columns: readonly string[];
  readonly hasHeader: boolean;
  readonly positions: Positions;
  readonly rules: RowRules;
  /** What all rows are of, where no column says so. */
  readonly contract: Partial<ContractName>;
  /** Length of a bar, ms; 0 for what is none. */
  readonly intervalMs: number;
  /** What a bar's time is. */
  readonly barStamp: 'start' | 'end';
  /** What was recognised, a line for people. */
  readonly text: string;
}
