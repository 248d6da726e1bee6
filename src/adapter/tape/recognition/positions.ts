import { isTapeField, TAPE_FIELDS, type TapeField } from '../../../codec/tape-field.js';
import { type Aliases, canonical } from './aliases.js';
import { question } from './questions.js';
import type { ColumnMap } from './reading-flags.js';
import type { Positions } from './reading.js';

/**
 * The positions that the user gave, by a column's name as it is written, else as names are compared, else by
 * its number from 1. Throws a question for a field or column that is not there.
 */
export const givenPositions = (name: string, columns: readonly string[], map: ColumnMap): Positions => {
  const positions = new Map<TapeField, number>();
  for (const [field, column] of Object.entries(map)) {
    const pair = `${field}=${column}`;
    if (!isTapeField(field)) throw question('map-field', { pair, fields: TAPE_FIELDS.join(', ') });
    const position = positionOf(columns, column);
    if (position === -1) throw question('map-column', { name, pair, columns: namesOf(columns) });
    positions.set(field, position);
  }
  return positions;
};

/** The given positions, and for every other field the first of its names that a column not given has. */
export const positionsOf = (columns: readonly string[], aliases: Aliases, given: Positions): Positions => {
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

/** For people: the names of columns, `(no name)` for one without. */
export const namesOf = (columns: readonly string[]): string =>
  columns.map((column) => (column === '' ? '(no name)' : column)).join(', ');

const positionOf = (columns: readonly string[], name: string): number => {
  const exact = columns.indexOf(name);
  if (exact !== -1) return exact;
  const alike = columns.findIndex((column) => canonical(column) === canonical(name));
  if (alike !== -1) return alike;
  const number = /^\d+$/.test(name) ? Number(name) : 0;
  return number >= 1 && number <= columns.length ? number - 1 : -1;
};
