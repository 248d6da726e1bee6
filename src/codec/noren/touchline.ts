import * as E from 'fp-ts/lib/Either.js';
import * as t from 'io-ts';
import { type Depth, DEPTH_FIELDS } from '../../domain/depth.js';
import type { Price } from '../../domain/money.js';
import { type EpochMs, epochMs, SECOND_MS } from '../../domain/time.js';
import { isToken, type Token, tokenOf } from '../../domain/token.js';
import type { TouchlineMessage } from '../../domain/touchline.js';
import { explain } from '../explain.js';
import { isPlausible } from '../tape-time.js';
import { AnyNumber, WirePrice, WireQuantity } from '../wire-number.js';
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
  const decoded = Wire.decode(frame);
  if (E.isLeft(decoded)) return E.left(explain(decoded.left).join('; '));
  const wire = decoded.right;
  const token = tokenOf(wire.e, String(wire.tk));
  if (!isToken(token)) return E.left(`tk: expected an exchange and a number, got ${wire.e} and ${wire.tk}`);
  const symbol = wire.ts?.trim();
  return E.right({
    kind: 'Touchline',
    message: messageOf(wire, token, receivedAt),
    symbol: symbol === '' ? undefined : symbol,
  });
};

const MARKET = { tk: 'tk', tf: 'tf', dk: 'tk', df: 'tf' } as const;

const isMarket = (type: string): boolean => Object.hasOwn(MARKET, type);

/** All other types of the protocol: connection, heartbeat, subscriptions, orders, positions, alerts. */
const OTHERS: ReadonlySet<string> = new Set(
  'c ck a ak cf h hk t u uk d ud udk o ok om uo uok p pk pm up upk am ms rm'.split(' '),
);

const LEVELS = [2, 3, 4, 5] as const;

const levelFields = <const P extends 'bp' | 'sp' | 'bq' | 'sq', C extends t.Mixed>(
  prefix: P,
  codec: C,
): Record<`${P}${(typeof LEVELS)[number]}`, C> =>
  Object.fromEntries(LEVELS.map((level) => [`${prefix}${level}`, codec])) as Record<
    `${P}${(typeof LEVELS)[number]}`,
    C
  >; // one key for each level

const Wire = t.intersection(
  [
    t.type({ t: t.keyof(MARKET), e: t.string, tk: t.union([t.string, t.number]) }),
    t.partial({
      ts: t.string,
      ...{ lp: WirePrice, o: WirePrice, h: WirePrice, l: WirePrice, c: WirePrice, ap: WirePrice },
      ...{ v: WireQuantity, oi: WireQuantity, poi: WireQuantity, toi: WireQuantity },
      ...{ bp1: WirePrice, sp1: WirePrice, bq1: WireQuantity, sq1: WireQuantity },
      ...levelFields('bp', WirePrice),
      ...levelFields('sp', WirePrice),
      ...levelFields('bq', WireQuantity),
      ...levelFields('sq', WireQuantity),
      ...{ ltq: WireQuantity, tbq: WireQuantity, tsq: WireQuantity, lc: WirePrice, uc: WirePrice },
      ft: AnyNumber,
      ltt: t.union([t.string, t.number, t.null]),
    }),
  ],
  'NorenFrame',
);

type Wire = t.TypeOf<typeof Wire>;

const messageOf = (wire: Wire, token: Token, receivedAt: EpochMs): TouchlineMessage => {
  const exchangeAt = feedTimeOf(wire.ft);
  return {
    kind: MARKET[wire.t],
    token,
    receivedAt,
    exchangeAt,
    last: priceOf(notZero(wire.lp)),
    open: priceOf(notZero(wire.o)),
    high: priceOf(notZero(wire.h)),
    low: priceOf(notZero(wire.l)),
    previousClose: priceOf(notZero(wire.c)),
    averagePrice: priceOf(notZero(wire.ap)),
    volume: wire.v,
    openInterest: wire.oi,
    previousOpenInterest: wire.poi,
    underlyingOpenInterest: wire.toi,
    bid: priceOf(wire.bp1),
    ask: priceOf(wire.sp1),
    bidQuantity: wire.bq1,
    askQuantity: wire.sq1,
    depth: depthOf(wire, exchangeAt ?? receivedAt),
    flags: 0,
  };
};

/** `ft` counts whole seconds; 0 and the like are no time. */
const feedTimeOf = (ft: number | undefined): EpochMs | undefined => {
  const at = (ft ?? NaN) * SECOND_MS;
  return isPlausible(at) ? epochMs(at) : undefined;
};

const depthOf = (wire: Wire, near: EpochMs): Depth | undefined => {
  const depth: Depth = {
    bid2: wire.bp2,
    bidQuantity2: wire.bq2,
    ask2: wire.sp2,
    askQuantity2: wire.sq2,
    bid3: wire.bp3,
    bidQuantity3: wire.bq3,
    ask3: wire.sp3,
    askQuantity3: wire.sq3,
    bid4: wire.bp4,
    bidQuantity4: wire.bq4,
    ask4: wire.sp4,
    askQuantity4: wire.sq4,
    bid5: wire.bp5,
    bidQuantity5: wire.bq5,
    ask5: wire.sp5,
    askQuantity5: wire.sq5,
    lastQuantity: notZero(wire.ltq),
    lastTradedAt:
      wire.ltt === undefined || wire.ltt === null ? undefined : lastTradedAtOf(String(wire.ltt), near),
    totalBuyQuantity: wire.tbq,
    totalSellQuantity: wire.tsq,
    lowerCircuit: notZero(wire.lc),
    upperCircuit: notZero(wire.uc),
  };
  return DEPTH_FIELDS.some((field) => depth[field] !== undefined) ? depth : undefined;
};

const notZero = (value: number | undefined): number | undefined => (value === 0 ? undefined : value);

const priceOf = (value: number | undefined): Price | undefined => value as Price | undefined;
