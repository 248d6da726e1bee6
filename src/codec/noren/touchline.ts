import * as E from 'fp-ts/lib/Either.js';
import * as t from 'io-ts';
import { type Depth, DEPTH_FIELDS } from '../../domain/depth.js';
import type { Price } from '../../domain/money.js';
import { type EpochMs, epochMs, SECOND_MS } from '../../domain/time.js';
import { isToken, type Token, tokenOf } from '../../domain/token.js';
import type { TouchlineMessage } from '../../domain/touchline.js';
import { explain } from '../explain.js';
import { isPlausible } from '../tape-time.js';
import { AnyNumber, type WireNumber, WirePrice, WireQuantity } from '../wire-number.js';
import { lastTradedAtOf } from './last-traded-at.js';

/** What a frame of a Noren feed (Shoonya, Flattrade) says. */
export type NorenFrame =
  /** A market message, and the instrument's name as the feed says it, which only snapshots do. */
  | { readonly kind: 'Touchline'; readonly message: TouchlineMessage; readonly symbol: string | undefined }
  /** A connection's, an order's or another's frame; `isKnown` where the protocol has its `type`. */
  | { readonly kind: 'Other'; readonly type: string; readonly isKnown: boolean };

/**
 * Decodes a frame received at `receivedAt`: touchline (`tk` the whole picture, `tf` what changed) and depth (`dk`,
 * `df`). What a value that is not there looks like is decided here: text that is no number (empty, `NA`, `-`), a
 * last price, previous close, day's open, high, low or average and circuit limits of 0, and the time and quantity
 * of a last trade that has not been. A bid or ask of 0 is an empty side and comes as 0; volume and open interest
 * of 0 are numbers. Left is what is wrong, with its path: no token, a negative or absurd number.
 *
 * Source: Noren WebSocket API, touchline and depth tables, and what live captures show of their zeros.
 */
export const decodeNorenFrame = (frame: unknown, receivedAt: EpochMs): E.Either<string, NorenFrame> => {
  const type: unknown = typeof frame === 'object' && frame !== null ? Reflect.get(frame, 't') : undefined;
  if (typeof type !== 'string') return E.left('t: expected the type of a frame, such as "tk"');
  if (!isMarket(type)) return E.right({ kind: 'Other', type, isKnown: OTHERS.has(type) });
  const named = Name.decode(frame);
  if (E.isLeft(named)) return E.left(explain(named.left).join('; '));
  const { t: kind, e, tk } = named.right;
  const token = tokenOf(e, String(tk));
  if (!isToken(token)) return E.left(`tk: expected an exchange and a number, got ${e} and ${tk}`);
  const numbers = numbersOf(named.right);
  if (E.isLeft(numbers)) return numbers;
  const clock: unknown = Reflect.get(named.right, 'ltt');
  const symbol: unknown = Reflect.get(named.right, 'ts');
  return E.right({
    kind: 'Touchline',
    message: messageOf(numbers.right, textOf(clock), MARKET[kind], token, receivedAt),
    symbol: textOf(symbol),
  });
};

const MARKET = { tk: 'tk', tf: 'tf', dk: 'tk', df: 'tf' } as const;

const isMarket = (type: string): boolean => Object.hasOwn(MARKET, type);

/** All other types of the protocol: connection, heartbeat, subscriptions, orders, positions, alerts. */
const OTHERS: ReadonlySet<string> = new Set(
  'c ck a ak cf h hk t u uk d ud udk o ok om uo uok p pk pm up upk am ms rm'.split(' '),
);

const Name = t.type({ t: t.keyof(MARKET), e: t.string, tk: t.union([t.string, t.number]) }, 'NorenFrame');

const PRICES = 'lp o h l c ap bp1 bp2 bp3 bp4 bp5 sp1 sp2 sp3 sp4 sp5 lc uc'.split(' ');
const QUANTITIES = 'v oi poi toi bq1 bq2 bq3 bq4 bq5 sq1 sq2 sq3 sq4 sq5 ltq tbq tsq'.split(' ');

const NUMBERS: ReadonlyMap<string, WireNumber> = new Map([
  ...PRICES.map((key) => [key, WirePrice] as const),
  ...QUANTITIES.map((key) => [key, WireQuantity] as const),
  ['ft', AnyNumber] as const,
]);

/** The numbers of a frame by their keys on the wire; one that has no value is left out. */
type Numbers = Partial<Record<string, number>>;

/**
 * Decodes the numbers that a frame has. A change has three or four of the forty keys, so they are looked up in
 * turn: a codec of all keys takes six times as long.
 */
const numbersOf = (frame: object): E.Either<string, Numbers> => {
  const numbers: Numbers = {};
  for (const [key, value] of Object.entries(frame)) {
    const codec = NUMBERS.get(key);
    if (codec === undefined) continue;
    const decoded = codec.validate(value, [{ key, type: codec, actual: value }]);
    if (E.isLeft(decoded)) return E.left(explain(decoded.left).join('; '));
    if (decoded.right !== undefined) numbers[key] = decoded.right;
  }
  return E.right(numbers);
};

/** Of a text or number; undefined for a blank one and for anything else. */
const textOf = (value: unknown): string | undefined => {
  const text = typeof value === 'number' ? String(value) : typeof value === 'string' ? value.trim() : '';
  return text === '' ? undefined : text;
};

const messageOf = (
  wire: Numbers,
  clock: string | undefined,
  kind: 'tk' | 'tf',
  token: Token,
  receivedAt: EpochMs,
): TouchlineMessage => {
  const exchangeAt = feedTimeOf(wire['ft']);
  return {
    kind,
    token,
    receivedAt,
    exchangeAt,
    last: priceOf(notZero(wire['lp'])),
    open: priceOf(notZero(wire['o'])),
    high: priceOf(notZero(wire['h'])),
    low: priceOf(notZero(wire['l'])),
    previousClose: priceOf(notZero(wire['c'])),
    averagePrice: priceOf(notZero(wire['ap'])),
    volume: wire['v'],
    openInterest: wire['oi'],
    previousOpenInterest: wire['poi'],
    underlyingOpenInterest: wire['toi'],
    bid: priceOf(wire['bp1']),
    ask: priceOf(wire['sp1']),
    bidQuantity: wire['bq1'],
    askQuantity: wire['sq1'],
    depth: depthOf(wire, clock, exchangeAt ?? receivedAt),
    flags: 0,
  };
};

/** `ft` counts whole seconds; 0 and the like are no time. */
const feedTimeOf = (ft: number | undefined): EpochMs | undefined => {
  const at = (ft ?? NaN) * SECOND_MS;
  return isPlausible(at) ? epochMs(at) : undefined;
};

const depthOf = (wire: Numbers, clock: string | undefined, near: EpochMs): Depth | undefined => {
  const depth: Depth = {
    bid2: wire['bp2'],
    bidQuantity2: wire['bq2'],
    ask2: wire['sp2'],
    askQuantity2: wire['sq2'],
    bid3: wire['bp3'],
    bidQuantity3: wire['bq3'],
    ask3: wire['sp3'],
    askQuantity3: wire['sq3'],
    bid4: wire['bp4'],
    bidQuantity4: wire['bq4'],
    ask4: wire['sp4'],
    askQuantity4: wire['sq4'],
    bid5: wire['bp5'],
    bidQuantity5: wire['bq5'],
    ask5: wire['sp5'],
    askQuantity5: wire['sq5'],
    lastQuantity: notZero(wire['ltq']),
    lastTradedAt: clock === undefined ? undefined : lastTradedAtOf(clock, near),
    totalBuyQuantity: wire['tbq'],
    totalSellQuantity: wire['tsq'],
    lowerCircuit: notZero(wire['lc']),
    upperCircuit: notZero(wire['uc']),
  };
  return DEPTH_FIELDS.some((field) => depth[field] !== undefined) ? depth : undefined;
};

const notZero = (value: number | undefined): number | undefined => (value === 0 ? undefined : value);

const priceOf = (value: number | undefined): Price | undefined => value as Price | undefined;
