import type { Order } from '../../domain/order.js';
import { isDerivative } from '../../domain/underlying.js';
import { type FormCheck, malformed } from './form-check.js';

// Strategy files are loaded without a look at their types.
const SIDES: ReadonlySet<string> = new Set<Order['side']>(['BUY', 'SELL']);
const TYPES: ReadonlySet<string> = new Set<Order['type']>(['MARKET', 'LIMIT', 'STOP', 'STOP_LIMIT']);
const VALIDITIES: ReadonlySet<string> = new Set<Order['validity']>(['DAY', 'IOC']);
const PRODUCTS: ReadonlySet<string> = new Set<Order['product']>(['INTRADAY', 'DELIVERY', 'CARRY_FORWARD']);

/**
 * Side, type, validity and product there are, and that go together: an order that is to trade at once cannot sleep,
 * MCX takes none such from programs, shares are delivered, and what is held overnight of derivatives is carried.
 */
export const kindOfOrder: FormCheck = ({ side, type, validity, product }, instrument) => {
  if (!SIDES.has(side) || !TYPES.has(type) || !VALIDITIES.has(validity) || !PRODUCTS.has(product))
    return malformed(`${side} ${type} ${validity} ${product} is no kind of order`);
  if (instrument.kind === 'INDEX') return malformed(`${instrument.token} is an index: it cannot be traded`);
  if (validity === 'IOC' && (type === 'STOP' || type === 'STOP_LIMIT'))
    return malformed(`a ${type} order cannot be IOC: it sleeps until its trigger`);
  if (validity === 'IOC' && instrument.exchange === 'MCX')
    return malformed('MCX takes no IOC orders from programs');
  if (product === 'DELIVERY' && isDerivative(instrument))
    return malformed(`${instrument.name} is a derivative: it is carried forward, not delivered`);
  if (product === 'CARRY_FORWARD' && !isDerivative(instrument))
    return malformed(`${instrument.name} is no derivative: it is delivered, not carried forward`);
  return undefined;
};
