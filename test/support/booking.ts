import { NO_CHARGE_ITEMS } from '../../src/domain/charge-items.js';
import type { Price, Quantity } from '../../src/domain/money.js';
import type { Booking } from '../../src/domain/report-changes.js';
import { epochMs } from '../../src/domain/time.js';

/** Free of charge, at a time that does not matter. */
export const BOOKING: Booking = {
  execution: (_, { id, quantity, price }, total) => ({
    id,
    quantity: quantity as Quantity,
    price: price as Price,
    at: epochMs(0),
    charges: NO_CHARGE_ITEMS,
    against: undefined,
    ...(total === undefined ? {} : { total }),
  }),
  total: (_, filled, averagePrice) => ({
    filled,
    averagePrice: averagePrice as Price,
    at: epochMs(0),
    charges: NO_CHARGE_ITEMS,
  }),
};
