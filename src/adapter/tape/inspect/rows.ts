import type { Columns } from '../decode/columns.js';

/** Some rows of one file, with the numbers that their tokens have in what is inspected. */
export interface Rows {
  readonly columns: Columns;
  /** Number of the file among those inspected together. */
  readonly file: number;
  /** Number of each row's token among those of all files inspected together. */
  readonly token: Int32Array;
  /** How many tokens there are so far. */
  readonly tokens: number;
  /** Of each row 1 where it was decoded. */
  readonly isGood: Uint8Array;
}
