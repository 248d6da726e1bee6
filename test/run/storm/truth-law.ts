import type { Storm } from './plan.js';
import type { StormRun } from './storm-run.js';
import { knownOf, tickText } from './tick-text.js';
import type { Known } from './wire-oracle.js';

/** With these a client is told in pieces, or in another order, what was true at once. */
const TEARING = /reorder|split|bare-snapshot/;

/** What only the book of five levels tells; a touchline of a token is true without it. */
const LEVELS: ReadonlySet<string> = new Set(['bid2', 'bidQuantity2', 'totalBuyQuantity']);

/**
 * No tick is of a token that nobody asked for, and no value of one was ever another token's or another field's;
 * where nothing was torn, all of it was true at once.
 */
export const truthFaults = (
  { rates, instruments }: Storm,
  { truth, entries }: StormRun,
): readonly string[] => {
  const isTorn = TEARING.test(rates);
  const values = setsOf(truth, (known) => Object.entries(known).map(String));
  const states = setsOf(truth, (known) => [tickText('', touchlineOf(known))]);
  const subscribed = new Set<string>(instruments.map(({ token }) => token));
  for (const entry of entries) {
    if (entry.kind !== 'Tick') continue;
    const { token } = entry;
    const known = knownOf(entry);
    const text = tickText(token, known);
    if (!subscribed.has(token)) return [`${text}: nobody asked for it`];
    const foreign = Object.entries(known).find((value) => values.get(token)?.has(String(value)) !== true);
    if (foreign !== undefined) return [`${text}: ${String(foreign)} was never told of it`];
    const isBare = Object.keys(known).every((field) => field === 'exchangeAt');
    if (!isTorn && !isBare && states.get(token)?.has(tickText('', touchlineOf(known))) !== true)
      return [`${text}: was never true at once`];
  }
  return [];
};

const setsOf = (
  truth: StormRun['truth'],
  textsOf: (known: Known) => readonly string[],
): ReadonlyMap<string, ReadonlySet<string>> =>
  new Map([...truth].map(([token, all]) => [token, new Set(all.flatMap(textsOf))]));

const touchlineOf = (known: Known): Known =>
  Object.fromEntries(Object.entries(known).filter(([field]) => !LEVELS.has(field)));
