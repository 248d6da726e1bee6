import { type Order, orderIdOf } from '../../src/domain/order.js';
import { ACC } from './instrument.js';
import type { Loose } from './loose.js';

/** A market order to buy 100 ACC in flight; a `limit` makes it a limit order. */
export const order = (facts: Loose<Order> = {}): Order =>
  ({
    id: orderIdOf('test', facts.token ?? ACC, 1),
    strategy: 'test',
    token: ACC,
    side: 'BUY',
    quantity: 100,
    type: facts.limit === undefined ? 'MARKET' : 'LIMIT',
    limit: undefined,
    trigger: undefined,
    validity: 'DAY',
    product: 'INTRADAY',
    disclosed: undefined,
    state: 'InFlight',
    isTriggered: facts.trigger === undefined,
    filled: 0,
    filledValue: 0,
    asked: undefined,
    tag: undefined,
    decidedAt: 0,
    ...facts,
  }) as Order;
