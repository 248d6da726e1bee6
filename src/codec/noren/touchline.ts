import * as E from 'fp-ts/lib/Either.js';
import * as t from 'io-ts';
import type { EpochMs } from '../../domain/time.js';
import { isToken, tokenOf } from '../../domain/token.js';
import type { TouchlineMessage } from '../../domain/touchline.js';
import { explain } from '../explain.js';
import { AnyNumber, type WireNumber, WirePrice, WireQuantity } from '../wire-number.js';
import { readMarketFrame } from './fast-frame.js';
import {
  FEED_TIME,
  IS_DEPTH,
  type MarketValues,
  messageOf,
  noValues,
  PLACES,
  PRICES,
  QUANTITIES,
} from './market-values.js';

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
  const read = readMarketFrame(frame as Readonly<Record<string, unknown>>, MARKET[type], receivedAt);
  return read === undefined ? decodeMarketFrame(frame, receivedAt) : E.right({ kind: 'Touchline', ...read });
};

/** {@link decodeNorenFrame} of a market frame by the codec alone, which defines what is read. */
export const decodeMarketFrame = (frame: unknown, receivedAt: EpochMs): E.Either<string, NorenFrame> => {
  const named = Name.decode(frame);
  if (E.isLeft(named)) return E.left(explain(named.left).join('; '));
  const { t: kind, e, tk } = named.right;
  const token = tokenOf(e, String(tk));
  if (!isToken(token)) return E.left(`tk: expected an exchange and a number, got ${e} and ${tk}`);
  const numbers = numbersOf(named.right);
  if (E.isLeft(numbers)) return numbers;
  const { values, hasDepth } = numbers.right;
  const clock: unknown = Reflect.get(named.right, 'ltt');
  const symbol: unknown = Reflect.get(named.right, 'ts');
  return E.right({
    kind: 'Touchline',
    message: messageOf(values, textOf(clock), hasDepth, MARKET[kind], token, receivedAt),
    symbol: textOf(symbol),
  });
};

const MARKET = { tk: 'tk', tf: 'tf', dk: 'tk', df: 'tf' } as const;

const isMarket = (type: string): type is keyof typeof MARKET => Object.hasOwn(MARKET, type);

/** All other types of the protocol: connection, heartbeat, subscriptions, orders, positions, alerts. */
const OTHERS: ReadonlySet<string> = new Set(
  'c ck a ak cf h hk t u uk d ud udk o ok om uo uok p pk pm up upk am ms rm'.split(' '),
);

const Name = t.type({ t: t.keyof(MARKET), e: t.string, tk: t.union([t.string, t.number]) }, 'NorenFrame');

const NUMBERS: ReadonlyMap<string, WireNumber> = new Map<string, WireNumber>([
  ...PRICES.map((key) => [key, WirePrice] as const),
  ...QUANTITIES.map((key) => [key, WireQuantity] as const),
  [FEED_TIME, AnyNumber] as const,
]);

/** Decodes the numbers that a frame has; of one that has no value nothing is kept. */
const numbersOf = (
  frame: object,
): E.Either<string, { readonly values: MarketValues; readonly hasDepth: boolean }> => {
  const values = noValues();
  let hasDepth = false;
  for (const [key, value] of Object.entries(frame)) {
    const codec = NUMBERS.get(key);
    const place = PLACES.get(key);
    if (codec === undefined || place === undefined) continue;
    const decoded = codec.validate(value, [{ key, type: codec, actual: value }]);
    if (E.isLeft(decoded)) return E.left(explain(decoded.left).join('; '));
    if (decoded.right === undefined) continue;
    values[place] = decoded.right;
    if (IS_DEPTH[place] === true) hasDepth = true;
  }
  return E.right({ values, hasDepth });
};

/** Of a text or number; undefined for a blank one and for anything else. */
export const textOf = (value: unknown): string | undefined => {
  const text = typeof value === 'number' ? String(value) : typeof value === 'string' ? value.trim() : '';
  return text === '' ? undefined : text;
};
