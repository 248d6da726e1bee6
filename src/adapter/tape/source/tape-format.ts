/** How a table is written: `csv` is any text of lines and cells, `json` is messages. */
export type TapeFormat = 'parquet' | 'csv' | 'json';

/** Names of stored tapes, for people. */
export const FORMATS =
  '.csv, .tsv, .psv, .txt, .ndjson, .jsonl, .json, each also .gz or .zst, .zip of these, or .parquet, .parq';

/** What a folder is searched for; {@link isTableName} then decides. */
export const TAPE_PATTERN = '**/*.{csv,tsv,psv,txt,ndjson,jsonl,json,parquet,parq,gz,zst,zip}';

const PACKINGS = /(?:\.(?:gz|zst|zip))+$/i;
const TABLE = /\.(csv|tsv|psv|txt|ndjson|jsonl|json|parquet|parq)$/i;

/** The format that a name says, packed or not; undefined for one that says none. */
export const formatOf = (name: string): TapeFormat | undefined => {
  const extension = TABLE.exec(name.replace(PACKINGS, ''))?.[1]?.toLowerCase();
  if (extension === undefined) return undefined;
  return extension.startsWith('par') ? 'parquet' : extension.includes('json') ? 'json' : 'csv';
};

/** The path without what names its format: `a/x.csv.gz` and `a/x.parquet` are both `a/x`. */
export const stemOf = (path: string): string => path.replace(PACKINGS, '').replace(TABLE, '');

/**
 * Whether a file that was found, not named, is to be read: its name ends as a table's or an archive's does, or
 * is packed and says nothing more (`btcusdt.gz`), and it is none of the papers and notes that lie beside tables.
 */
export const isTableName = (path: string): boolean => {
  const parts = path.split(/[/\\]/);
  const name = parts.at(-1) ?? '';
  if (parts.slice(0, -1).some((folder) => ASIDE_FOLDER.test(folder)) || ASIDE.test(name)) return false;
  if (formatOf(name) !== undefined || /\.zip$/i.test(name)) return true;
  return PACKINGS.test(name) && !/\.[a-z]+$/i.test(name.replace(PACKINGS, ''));
};

const ASIDE_FOLDER = /^(?:\.[^.]|__MACOSX$|_delta_log$|_temporary$)/;

const ASIDE =
  /^(?:\..*|_SUCCESS|_(?:common_)?metadata|(?:source|readme|licen[cs]e|notice|copying|changelog|requirements)\b.*|(?:package|package-lock|tsconfig|manifest|metadata|condition|symbology|convert)\.json)$/i;
