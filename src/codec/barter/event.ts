import * as E from 'fp-ts/lib/Either.js';
import * as t from 'io-ts';
import { type EpochMs, epochMs } from '../../domain/time.js';
import { explain } from '../explain.js';
import { decodeTime, NO_TIME_RULES } from '../tape-time.js';
import { present, WirePrice, WireQuantity } from '../wire-number.js';

/** An event of the trading library barter, as it writes them to JSON. */
export type BarterEvent =
  | {
      readonly kind: 'Trade';
      readonly exchange: string;
      /** The instrument's number or name in the program that wrote it. */
      readonly symbol: string;
      readonly receivedAt: EpochMs;
      readonly exchangeAt: EpochMs;
      readonly price: number;
      readonly quantity: number;
    }
  /** The connection to `exchange` was lost. */
  | { readonly kind: 'Reconnecting'; readonly exchange: string }
  | { readonly kind: 'Unknown'; readonly type: string };

export const isBarter = (event: object): boolean => 'Item' in event || 'Reconnecting' in event;

/** Decodes an event that {@link isBarter}. Left is what is wrong, with its path. */
export const decodeBarterEvent = (event: object): E.Either<string, BarterEvent> => {
  if ('Reconnecting' in event) {
    const lost = Lost.decode(event);
    return E.isLeft(lost)
      ? E.left(explain(lost.left).join('; '))
      : E.right({ kind: 'Reconnecting', exchange: lost.right.Reconnecting });
  }
  const item = Item.decode(event);
  if (E.isLeft(item)) return E.right({ kind: 'Unknown', type: 'Item that is no event' });
  const { kind } = item.right.Item.Ok;
  if (!Object.hasOwn(kind, 'Trade')) return E.right({ kind: 'Unknown', type: Object.keys(kind).join(', ') });
  const trade = TradeItem.decode(event);
  if (E.isLeft(trade)) return E.left(explain(trade.left).join('; '));
  const { time_exchange, time_received, exchange, instrument, kind: own } = trade.right.Item.Ok;
  return E.right({
    kind: 'Trade',
    exchange,
    symbol: String(instrument),
    receivedAt: time_received,
    exchangeAt: time_exchange,
    price: own.Trade.price,
    quantity: own.Trade.amount,
  });
};

/** ISO text with a zone, fractions of a millisecond cut off. */
const Moment = new t.Type<EpochMs, string, unknown>(
  'a time with its zone',
  (value): value is EpochMs => typeof value === 'number',
  (value, context) => {
    const at = typeof value === 'string' ? decodeTime(value, NO_TIME_RULES) : E.left('NotATime' as const);
    return E.isLeft(at) ? t.failure(value, context) : t.success(epochMs(at.right));
  },
  (at) => new Date(at).toISOString(),
);

const Lost = t.type({ Reconnecting: t.string }, 'BarterReconnecting');

const Item = t.type({ Item: t.type({ Ok: t.type({ kind: t.UnknownRecord }) }) }, 'BarterItem');

const TradeItem = t.type(
  {
    Item: t.type({
      Ok: t.type({
        time_exchange: Moment,
        time_received: Moment,
        exchange: t.string,
        instrument: t.union([t.number, t.string]),
        kind: t.type({ Trade: t.type({ price: present(WirePrice), amount: present(WireQuantity) }) }),
      }),
    }),
  },
  'BarterTrade',
);
