export type TapeFormat = 'parquet' | 'csv';

/** Names of stored tapes, for people. */
export const FORMATS = '.csv, .csv.gz or .parquet';

/** What a folder is searched for. */
export const TAPE_PATTERN = '**/*.{csv,csv.gz,parquet}';

/** The format that a file's name says; undefined for a name that says none. */
export const formatOf = (path: string): TapeFormat | undefined =>
  /\.parquet$/i.test(path) ? 'parquet' : /\.(?:csv|txt|gz)$/i.test(path) ? 'csv' : undefined;

/** The path without what names its format: `a/x.csv.gz` and `a/x.parquet` are both `a/x`. */
export const stemOf = (path: string): string => path.replace(/(?:\.parquet|\.csv|\.txt)?(?:\.gz)?$/i, '');
