import * as E from 'fp-ts/lib/Either.js';
import * as t from 'io-ts';
import { explain } from '../explain.js';

/**
 * What every row of a folder has in common besides the settings that are swept: code, tape, exchange. Text by name;
 * rows of two sweeps may stand in one folder where all of it is the same.
 */
export type SweepIdentity = Readonly<Record<string, string>>;

/** 2: sessions that are cut into parts of equal length, not into as many each. */
const FORMAT = 2;
const Header = t.type({ sweep: t.literal(FORMAT), identity: t.record(t.string, t.string) }, 'SweepHeader');

/** The first line of `rows.ndjson`. */
export const headerLine = (identity: SweepIdentity): string =>
  `${JSON.stringify({ sweep: FORMAT, identity })}\n`;

/** What {@link headerLine} wrote; else what is wrong with it, a line each. */
export const decodeHeader = (json: unknown): E.Either<readonly string[], SweepIdentity> => {
  const decoded = Header.decode(json);
  return E.isLeft(decoded) ? E.left(explain(decoded.left)) : E.right(decoded.right.identity);
};

const LONGEST = 60;

/** In what two sweeps differ, a line each: `tape: is 9f…, was 3a…`. */
export const identityDifferences = (was: SweepIdentity, is: SweepIdentity): readonly string[] =>
  [...new Set([...Object.keys(was), ...Object.keys(is)])]
    .filter((name) => was[name] !== is[name])
    .map((name) => `${name}: is ${shortened(is[name])}, was ${shortened(was[name])}`);

const shortened = (text = 'not there'): string =>
  text.length <= LONGEST ? text : `${text.slice(0, LONGEST)}…`;
