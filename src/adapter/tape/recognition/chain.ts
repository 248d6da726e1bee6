import type { TapeField } from '../../../codec/tape-field.js';
import type { OptionType } from '../../../domain/instrument.js';
import { canonical, FULL_ALIASES } from './aliases.js';
import { positionsOf } from './positions.js';
import type { Positions } from './reading.js';

/** The columns of one side of a chain that has a call and a put in each row. */
export interface ChainLeg {
  readonly optionType: OptionType;
  readonly positions: Positions;
}

/** What begins the names of the calls' columns, and of the puts'. */
const PREFIXES = [
  ['calls', 'puts'],
  ['call', 'put'],
  ['ce', 'pe'],
] as const;

/** A side has one of these, or it is none. */
const PRICES: readonly TapeField[] = ['last', 'bid', 'ask'];

/** The two legs of a chain; undefined for columns that are none, or of which the user gave what is in the legs. */
export const chainLegsOf = (
  columns: readonly string[],
  given: Positions,
): readonly ChainLeg[] | undefined => {
  if (PRICES.some((field) => given.has(field))) return undefined;
  for (const [call, put] of PREFIXES) {
    const calls = legOf(columns, given, call, put, 'CE');
    const puts = legOf(columns, given, put, call, 'PE');
    if (calls !== undefined && puts !== undefined) return [calls, puts];
  }
  return undefined;
};

const legOf = (
  columns: readonly string[],
  given: Positions,
  own: string,
  other: string,
  optionType: OptionType,
): ChainLeg | undefined => {
  const names = columns.map((column) => {
    const name = canonical(column);
    return name.startsWith(own) ? name.slice(own.length) : name.startsWith(other) ? '' : column;
  });
  const positions = positionsOf(names, FULL_ALIASES, given);
  const isOwn = (field: TapeField): boolean =>
    canonical(columns[positions.get(field) ?? -1] ?? '').startsWith(own);
  const isLeg = positions.has('at') || positions.has('exchangeAt');
  return isLeg && positions.has('strike') && PRICES.some(isOwn) ? { optionType, positions } : undefined;
};
