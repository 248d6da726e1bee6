/**
 * What a session should make of the frames that it heard: written from the protocol page, in plain objects of
 * texts and numbers, without a line of the project's own decoding or merging.
 */

/** What happened at the socket, in order. */
export type Heard =
  /** The feed began a connection anew: nothing is known of any token. */
  | { readonly kind: 'begun' }
  | { readonly kind: 'opened'; readonly connection: number }
  | { readonly kind: 'frame'; readonly connection: number; readonly text: string }
  /** The feed let go of its connection: what still comes on it is not heard. */
  | { readonly kind: 'left' };

/** What is known of a token, by the names of a tick; a field that is not there is not known. */
export type Known = Readonly<Record<string, number>>;

/** What is to come of a market frame, on the connection that was begun so-many-th. */
export type Expected = { readonly connection: number } & (
  | { readonly kind: 'Tick'; readonly token: string; readonly known: Known }
  | { readonly kind: 'NoSnapshot'; readonly token: string }
  | { readonly kind: 'Malformed' }
);

/** The trading symbol of each subscribed token. */
export type Symbols = ReadonlyMap<string, string>;

const NAMES: Readonly<Record<string, string>> = {
  lp: 'last',
  o: 'open',
  h: 'high',
  l: 'low',
  c: 'previousClose',
  ap: 'averagePrice',
  v: 'volume',
  oi: 'openInterest',
  bp1: 'bid',
  sp1: 'ask',
  bq1: 'bidQuantity',
  sq1: 'askQuantity',
  bp2: 'bid2',
  bq2: 'bidQuantity2',
  tbq: 'totalBuyQuantity',
  ft: 'exchangeAt',
};

/** Of these a zero is no value; of the others it is one. */
const NEVER_ZERO: ReadonlySet<string> = new Set(['lp', 'o', 'h', 'l', 'c', 'ap']);

const IGNORED: ReadonlySet<string> = new Set('ak ck hk ok uok uk udk om'.split(' '));

export const expectedOf = (heard: readonly Heard[], symbols: Symbols): readonly Expected[] => {
  const expected: Expected[] = [];
  let current = -1;
  let begun = 0;
  let known = new Map<string, Known>();
  for (const event of heard) {
    switch (event.kind) {
      case 'begun':
        begun += 1;
        known = new Map();
        break;
      case 'left':
        current = -1;
        break;
      case 'opened':
        current = event.connection;
        break;
      case 'frame':
        if (event.connection === current) expected.push(...ofFrame(event.text, begun, known, symbols));
        break;
    }
  }
  return expected;
};

const ofFrame = (
  text: string,
  connection: number,
  known: Map<string, Known>,
  symbols: Symbols,
): readonly Expected[] => {
  const frame = objectOf(text);
  const type = frame?.['t'];
  if (frame === undefined || type === undefined) return [{ connection, kind: 'Malformed' }];
  if (IGNORED.has(type)) return [];
  if (!/^[td][kf]$/.test(type)) return [{ connection, kind: 'Malformed' }];
  const token = tokenOf(frame, symbols);
  if (token === undefined) return [{ connection, kind: 'Malformed' }];
  const symbol = symbols.get(token);
  if (symbol === undefined) return [];
  if (type.endsWith('k')) {
    if (frame['ts'] !== symbol) return [{ connection, kind: 'Malformed' }];
    known.set(token, valuesOf(frame));
  } else {
    const before = known.get(token);
    if (before === undefined) return [{ connection, kind: 'NoSnapshot', token }];
    known.set(token, { ...before, ...valuesOf(frame) });
  }
  return [{ connection, kind: 'Tick', token, known: known.get(token) ?? {} }];
};

type Frame = Readonly<Record<string, string>>;

const objectOf = (text: string): Frame | undefined => {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as Frame)
      : undefined;
  } catch {
    return undefined;
  }
};

/** A frame that names no exchange is of the one subscribed token with its number, if there is one only. */
const tokenOf = ({ e, tk }: Frame, symbols: Symbols): string | undefined => {
  if (e !== undefined) return `${e}|${tk ?? ''}`;
  const possible = [...symbols.keys()].filter((token) => token.endsWith(`|${tk ?? ''}`));
  return possible.length === 1 ? possible[0] : undefined;
};

const valuesOf = (frame: Frame): Known =>
  Object.fromEntries(
    Object.entries(NAMES).flatMap(([key, name]) => {
      const text = frame[key]?.trim() ?? '';
      if (!/^\d+(\.\d+)?$/.test(text)) return [];
      const value = Number(text);
      if (value === 0 && NEVER_ZERO.has(key)) return [];
      return [[name, key === 'ft' ? value * 1_000 : value]];
    }),
  );
