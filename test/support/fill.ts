import { NO_CHARGE_ITEMS } from '../../src/domain/charge-items.js';
import type { Fill } from '../../src/domain/fill.js';
import { orderIdOf } from '../../src/domain/order.js';
import { ACC } from './instrument.js';
import type { Loose } from './loose.js';

/** A free execution of a purchase of 100 ACC at 100 rupees. */
export const fill = (facts: Loose<Fill> = {}): Fill =>
  ({
    id: 'execution-1',
    orderId: orderIdOf('test', facts.token ?? ACC, 1),
    strategy: 'test',
    token: ACC,
    side: 'BUY',
    quantity: 100,
    price: 100,
    at: 0,
    charges: 0,
    items: NO_CHARGE_ITEMS,
    against: undefined,
    ...facts,
  }) as Fill;
