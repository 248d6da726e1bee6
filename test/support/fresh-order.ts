import { type Order, orderIdOf } from '../../src/domain/order.js';
import { ACC } from './instrument.js';
import type { Loose } from './loose.js';
import { order } from './order.js';

let made = 100;

/** An order with an id of its own. */
export const freshOrder = (facts: Loose<Order> = {}): Order => {
  made += 1;
  return order({ id: orderIdOf('test', facts.token ?? ACC, made), ...facts });
};
