import { NO_MONEY, type Price, type Quantity } from '../../../domain/money.js';
import type { Order, OrderId, OrderType } from '../../../domain/order.js';
import type { Tick } from '../../../domain/tick.js';
import { epochMs } from '../../../domain/time.js';
import { NO_TOUCHLINE } from '../../../domain/touchline.js';
import type { DemoOrder } from './demo-order.js';
import { isAsleep, type OrderTerms } from './order-request.js';
import type { Scrip } from './scrip.js';

const TYPES = {
  LMT: 'LIMIT',
  MKT: 'MARKET',
  'SL-LMT': 'STOP_LIMIT',
  'SL-MKT': 'STOP',
} satisfies Record<OrderTerms['type'], OrderType>;

/** An order as the simulated exchange knows it, by that name of it. */
export const exchangeOrder = (id: OrderId, { terms, scrip, filled, enteredAt }: DemoOrder): Order => ({
  id,
  strategy: '',
  token: scrip.token,
  side: terms.side,
  quantity: terms.quantity as Quantity, // in all: what was executed before a modification counts
  type: TYPES[terms.type],
  limit: terms.price === 0 ? undefined : (terms.price as Price),
  trigger: isAsleep(terms) ? (terms.trigger as Price | undefined) : undefined,
  validity: terms.retention,
  product: 'INTRADAY',
  disclosed: terms.disclosed === 0 ? undefined : (terms.disclosed as Quantity),
  state: 'InFlight',
  isTriggered: !isAsleep(terms),
  filled,
  filledValue: NO_MONEY,
  asked: undefined,
  decidedAt: enteredAt,
});

/** What is known of a scrip now. */
export const tickOf = (scrip: Scrip): Tick => ({
  kind: 'Tick',
  seq: scrip.version,
  at: epochMs(scrip.updatedAt),
  token: scrip.token,
  exchangeAt: undefined,
  receivedAt: epochMs(scrip.updatedAt),
  ...NO_TOUCHLINE,
  last: scrip.last as Price | undefined,
  volume: scrip.volume,
  bid: sideOf(scrip.bid),
  ask: sideOf(scrip.ask),
  bidQuantity: scrip.bidQuantity,
  askQuantity: scrip.askQuantity,
  depth: undefined,
  flags: 0,
});

/** 0 is an empty side. */
const sideOf = (price: number | undefined): Price | undefined =>
  price === 0 ? undefined : (price as Price | undefined);
