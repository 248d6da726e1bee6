/** What a row of a set says: `at` in epoch ms, prices in whole ten-thousandths, quantities as they are. */
export interface WantedRow {
  /** Of which instrument; by the name of the file or of the entry where the rows do not say. */
  readonly of: string;
  readonly at: number;
  readonly [field: string]: number | string | undefined;
}
