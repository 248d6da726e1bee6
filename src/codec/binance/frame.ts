import * as E from 'fp-ts/lib/Either.js';
import * as t from 'io-ts';
import { type EpochMs, epochMs } from '../../domain/time.js';
import { explain } from '../explain.js';
import { isPlausible } from '../tape-time.js';
import { AnyNumber, present, WirePrice, WireQuantity } from '../wire-number.js';

/** Price and quantity of a level of the book. */
export type Level = readonly [price: number, quantity: number];

/** What a message of a Binance stream says. Quantities are in units of the base asset. */
export type BinanceFrame =
  | {
      readonly kind: 'Trade';
      readonly symbol: string;
      readonly price: number;
      readonly quantity: number;
      readonly exchangeAt: EpochMs | undefined;
    }
  /** Best bid and ask as of `updateId`; spot has no time of the exchange. */
  | {
      readonly kind: 'Ticker';
      readonly symbol: string;
      readonly updateId: number;
      readonly bid: Level;
      readonly ask: Level;
      readonly exchangeAt: EpochMs | undefined;
    }
  /** What changed in the book from update `firstId` to `lastId`; a quantity of 0 takes a level away. */
  | {
      readonly kind: 'Change';
      readonly symbol: string;
      readonly firstId: number;
      readonly lastId: number;
      /** Last update before it, which futures tell; spot counts on from one to the next. */
      readonly previousId: number | undefined;
      readonly bids: readonly Level[];
      readonly asks: readonly Level[];
      readonly exchangeAt: EpochMs | undefined;
    }
  /** The whole book; of a REST answer nothing says of what. */
  | {
      readonly kind: 'Book';
      readonly symbol: string | undefined;
      readonly lastId: number;
      readonly bids: readonly Level[];
      readonly asks: readonly Level[];
      readonly exchangeAt: EpochMs | undefined;
    }
  /** An answer to a request. */
  | { readonly kind: 'Answer' }
  | { readonly kind: 'Unknown'; readonly type: string };

/** Whether an object looks like a message of Binance, in the form of a combined stream or not. */
export const isBinance = (frame: object): boolean =>
  ('stream' in frame && 'data' in frame) ||
  ('e' in frame && 'E' in frame) ||
  ('lastUpdateId' in frame && 'bids' in frame) ||
  ('u' in frame && 's' in frame && 'b' in frame && 'a' in frame) ||
  ('result' in frame && 'id' in frame);

/** Decodes a message that {@link isBinance}. Left is what is wrong, with its path. */
export const decodeBinanceFrame = (frame: object): E.Either<string, BinanceFrame> => {
  const stream = textAt(frame, 'stream');
  const data: unknown = stream === undefined ? frame : Reflect.get(frame, 'data');
  if (typeof data !== 'object' || data === null) return E.left('data: expected a message');
  const symbol = stream?.split('@')[0]?.toUpperCase();
  switch (textAt(data, 'e')) {
    case 'trade':
    case 'aggTrade':
      return decoded(Trade, data, ({ s, p, q, T, E: at }) => ({
        kind: 'Trade',
        symbol: s,
        price: p,
        quantity: q,
        exchangeAt: momentOf(T ?? at),
      }));
    case 'depthUpdate':
      return decoded(Change, data, ({ s, U, u, pu, b, a, E: at }) => ({
        kind: 'Change',
        symbol: s,
        firstId: U,
        lastId: u,
        previousId: pu,
        bids: b,
        asks: a,
        exchangeAt: momentOf(at),
      }));
    case 'bookTicker':
      return ticker(data);
    case undefined:
      break;
    default:
      return E.right({ kind: 'Unknown', type: textAt(data, 'e') ?? '' });
  }
  if ('lastUpdateId' in data)
    return decoded(Book, data, ({ lastUpdateId, bids, asks, E: at }) => ({
      kind: 'Book',
      symbol,
      lastId: lastUpdateId,
      bids,
      asks,
      exchangeAt: momentOf(at),
    }));
  if ('u' in data) return ticker(data);
  return 'result' in data ? E.right({ kind: 'Answer' }) : E.right({ kind: 'Unknown', type: stream ?? '?' });
};

const ticker = (data: object): E.Either<string, BinanceFrame> =>
  decoded(Ticker, data, ({ s, u, b, B, a, A, T, E: at }) => ({
    kind: 'Ticker',
    symbol: s,
    updateId: u,
    bid: [b, B],
    ask: [a, A],
    exchangeAt: momentOf(T ?? at),
  }));

const textAt = (value: object, key: string): string | undefined => {
  const text: unknown = Reflect.get(value, key);
  return typeof text === 'string' ? text : undefined;
};

const Price = present(WirePrice);
const Quantity = present(WireQuantity);
const Id = present(WireQuantity);
const Levels = t.readonlyArray(t.readonly(t.tuple([Price, Quantity])), 'levels of the book');

const Times = t.partial({ E: AnyNumber, T: AnyNumber });

const Trade = t.intersection([t.type({ s: t.string, p: Price, q: Quantity }), Times], 'BinanceTrade');

const Ticker = t.intersection(
  [t.type({ s: t.string, u: Id, b: Price, B: Quantity, a: Price, A: Quantity }), Times],
  'BinanceTicker',
);

const Change = t.intersection(
  [t.type({ s: t.string, U: Id, u: Id, b: Levels, a: Levels }), t.partial({ pu: WireQuantity }), Times],
  'BinanceDepth',
);

const Book = t.intersection([t.type({ lastUpdateId: Id, bids: Levels, asks: Levels }), Times], 'BinanceBook');

const decoded = <A>(
  codec: t.Type<A, unknown, unknown>,
  data: object,
  frameOf: (wire: A) => BinanceFrame,
): E.Either<string, BinanceFrame> => {
  const wire = codec.decode(data);
  return E.isLeft(wire) ? E.left(explain(wire.left).join('; ')) : E.right(frameOf(wire.right));
};

const momentOf = (at: number | undefined): EpochMs | undefined =>
  at !== undefined && isPlausible(at) ? epochMs(Math.floor(at)) : undefined;
