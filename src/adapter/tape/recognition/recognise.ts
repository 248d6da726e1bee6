import { isTapeField, TAPE_FIELDS, type TapeField } from '../../../codec/tape-field.js';
import { DEPTH_FIELDS } from '../../../domain/depth.js';
import { UsageError } from '../../../domain/failure.js';
import type { TapeFile } from '../../../port/tape.js';
import {
  type Aliases,
  BAR_ALIASES,
  canonical,
  FULL_ALIASES,
  QUOTE_ALIASES,
  TAPE_ALIASES,
} from './aliases.js';
import type { ColumnMap } from './reading-flags.js';

export type Shape = TapeFile['shape'];

/** Field to the position of its column in the file. */
export type Positions = ReadonlyMap<TapeField, number>;

/** Which column of a file is which of our fields. */
export interface Mapping {
  readonly shape: Shape;
  readonly positions: Positions;
  readonly columns: readonly string[];
}

/**
 * Recognises what `columns`, the header of the file at `path`, hold; `map` wins over the common names.
 * Throws a UsageError for a map that does not fit, and for columns that make no shape, with what was found.
 */
export const recognise = (path: string, columns: readonly string[], map: ColumnMap): Mapping => {
  const given = positionsOfMap(path, columns, map);
  for (const { shape, aliases, makes } of SHAPES) {
    const positions = positionsOf(columns, aliases, given);
    if (makes(positions)) return { shape, positions: oneVolume(positions, given), columns };
  }
  throw new UsageError(
    `${path}: these columns are no tape: ${namesOf(columns)}${hintOf(columns)}. Needed are a time and one of: ` +
      'kind and token (our own format); last, bid or ask (whole rows); open, high, low and close (bars). ' +
      'Name a column that is called otherwise with --map, such as --map last=ltp',
  );
};

/** For people: `bars: at=date (Asia/Kolkata), open, high, low, close, volume; ignored: remark`. */
export const mappingText = ({ shape, positions, columns }: Mapping, timeNote: string): string => {
  const hasAllDepth = DEPTH_FIELDS.every((field) => columns[positions.get(field) ?? -1] === field);
  const told = TAPE_FIELDS.filter((field) => positions.has(field) && !(hasAllDepth && isDepthField(field)));
  const fields = told.map((field) => {
    const column = columns[positions.get(field) ?? -1] ?? field;
    return `${column === field ? field : `${field}=${column}`}${field === 'at' ? ` (${timeNote})` : ''}`;
  });
  const used = new Set(positions.values());
  const ignored = columns.filter((column, position) => column !== '' && !used.has(position));
  if (hasAllDepth) fields.push('depth');
  return `${shape}: ${fields.join(', ')}${ignored.length === 0 ? '' : `; ignored: ${ignored.join(', ')}`}`;
};

const isDepthField = (field: TapeField): boolean => (DEPTH_FIELDS as readonly TapeField[]).includes(field);

const hasAll =
  (...fields: readonly TapeField[]) =>
  (positions: Positions): boolean =>
    fields.every((field) => positions.has(field));

const SHAPES: readonly {
  readonly shape: Shape;
  readonly aliases: Aliases;
  readonly makes: (positions: Positions) => boolean;
}[] = [
  { shape: 'tape', aliases: TAPE_ALIASES, makes: hasAll('at', 'kind', 'token') },
  { shape: 'full', aliases: FULL_ALIASES, makes: hasAll('at', 'last') },
  { shape: 'bars', aliases: BAR_ALIASES, makes: hasAll('at', 'open', 'high', 'low', 'close') },
  { shape: 'full', aliases: QUOTE_ALIASES, makes: hasAll('at', 'bid') },
  { shape: 'full', aliases: QUOTE_ALIASES, makes: hasAll('at', 'ask') },
];

const positionsOfMap = (path: string, columns: readonly string[], map: ColumnMap): Positions => {
  const positions = new Map<TapeField, number>();
  for (const [field, column] of Object.entries(map)) {
    if (!isTapeField(field)) {
      throw new UsageError(
        `--map ${field}=${column}: no such field: ${field}. Fields: ${TAPE_FIELDS.join(', ')}`,
      );
    }
    const position = positionOf(columns, column);
    if (position === -1) {
      throw new UsageError(`${path}: --map ${field}=${column}: no such column. Found: ${namesOf(columns)}`);
    }
    positions.set(field, position);
  }
  return positions;
};

/** As it is written, else as names are compared. */
const positionOf = (columns: readonly string[], name: string): number => {
  const exact = columns.indexOf(name);
  return exact === -1 ? columns.findIndex((column) => canonical(column) === canonical(name)) : exact;
};

/** The given positions, and for every other field the first of its names that a column not given has. */
const positionsOf = (columns: readonly string[], aliases: Aliases, given: Positions): Positions => {
  const positions = new Map(given);
  const taken = new Set(given.values());
  const names = columns.map((column, position) => (taken.has(position) ? '' : canonical(column)));
  for (const [field, fieldNames] of Object.entries(aliases)) {
    if (!isTapeField(field) || positions.has(field)) continue;
    const name = fieldNames.find((alias) => names.includes(alias));
    if (name !== undefined) positions.set(field, names.indexOf(name));
  }
  return positions;
};

/** Of the day's volume and what each row added to it one is enough: the one that was given, else the day's. */
const oneVolume = (positions: Positions, given: Positions): Positions => {
  if (!positions.has('volume')) return positions;
  const shadowed: TapeField = given.has('volumeDelta') && !given.has('volume') ? 'volume' : 'volumeDelta';
  return new Map([...positions].filter(([field]) => field !== shadowed));
};

const namesOf = (columns: readonly string[]): string =>
  columns.map((column) => (column === '' ? '(no name)' : column)).join(', ');

const hintOf = (columns: readonly string[]): string =>
  columns.some((column) => /^\d[\d:. T+-]*$/.test(column)) ? ' (is the header line missing?)' : '';
