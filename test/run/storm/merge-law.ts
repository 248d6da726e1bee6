import type { Storm } from './plan.js';
import type { StormRun } from './storm-run.js';
import { knownOf, tickText } from './tick-text.js';
import { type Expected, expectedOf } from './wire-oracle.js';

/** An entry of market data in words, within the connection that was begun so-many-th. */
interface Said {
  readonly connection: number;
  /** Undefined of a malformed message. */
  readonly token: string | undefined;
  readonly text: string;
}

/** Every tick is what the frames of its own connection make of its token, in their order, and none is left out. */
export const mergeFaults = (
  { instruments }: Storm,
  { heard, entries, result }: StormRun,
): readonly string[] => {
  const symbols = new Map(instruments.map(({ token, tradingSymbol }) => [token, tradingSymbol]));
  const expected = expectedOf(heard, symbols).map(saidBy);
  const got = saidIn(entries);
  const { conflated } = result.stats;
  if (conflated > 0) return foldFaults(expected, got, conflated);
  const place = Array.from({ length: Math.max(expected.length, got.length) }, (_, i) => i).find(
    (i) => lineOf(expected[i]) !== lineOf(got[i]),
  );
  return place === undefined
    ? []
    : [`market entry ${place}: got ${lineOf(got[place])}, expected ${lineOf(expected[place])}`];
};

const lineOf = (said: Said | undefined): string =>
  said === undefined ? 'nothing' : `${said.text} on connection ${said.connection}`;

const saidBy = (expected: Expected): Said => {
  const { connection } = expected;
  switch (expected.kind) {
    case 'Tick':
      return { connection, token: expected.token, text: tickText(expected.token, expected.known) };
    case 'NoSnapshot':
      return { connection, token: expected.token, text: `NoSnapshot ${expected.token}` };
    case 'Malformed':
      return { connection, token: undefined, text: 'Malformed' };
  }
};

const saidIn = (entries: StormRun['entries']): readonly Said[] => {
  const said: Said[] = [];
  let connection = 0;
  for (const entry of entries) {
    if (entry.kind === 'Tick')
      said.push({ connection, token: entry.token, text: tickText(entry.token, knownOf(entry)) });
    if (entry.kind !== 'FeedEvent') continue;
    if (entry.connection === 'Connecting') connection += 1;
    if (entry.event === 'NoSnapshot')
      said.push({ connection, token: entry.token, text: `NoSnapshot ${entry.token ?? ''}` });
    if (entry.event === 'Malformed') said.push({ connection, token: undefined, text: 'Malformed' });
  }
  return said;
};

/**
 * Where messages were folded into others: those that are left are in their order, what a connection told last of a
 * token is there, and every message is either an entry or counted as folded.
 */
const foldFaults = (
  expected: readonly Said[],
  got: readonly Said[],
  conflated: number,
): readonly string[] => [
  ...(got.length + conflated === expected.length
    ? []
    : [`${got.length} entries and ${conflated} folded into them, of ${expected.length} messages`]),
  ...[...byPlace(expected)].flatMap(([place, all]) => {
    const some = byPlace(got).get(place) ?? [];
    const isInOrder =
      some.reduce((from, text) => (from < 0 ? from : all.indexOf(text, from) + 1 || -1), 0) >= 0;
    return [
      ...(isInOrder ? [] : [`${place}: not in the order in which it was told`]),
      ...(some.at(-1) === all.at(-1)
        ? []
        : [`${place}: ends with ${some.at(-1) ?? 'nothing'}, not with ${all.at(-1) ?? 'nothing'}`]),
    ];
  }),
];

/** The texts of each token on each connection. */
const byPlace = (said: readonly Said[]): ReadonlyMap<string, readonly string[]> => {
  const places = new Map<string, string[]>();
  for (const { connection, token, text } of said) {
    if (token === undefined) continue;
    const place = `${token} on connection ${connection}`;
    const texts = places.get(place);
    if (texts === undefined) places.set(place, [text]);
    else texts.push(text);
  }
  return places;
};
