import type { Price, Quantity } from '../../../domain/money.js';
import type { Booking } from '../../../domain/report-changes.js';
import { type EpochMs, epochMs } from '../../../domain/time.js';
import type { Charges } from '../../../exchange/charges.js';
import type { TimeSource } from '../../../port/time-source.js';

/**
 * Books executions with `charges`, which brokers do not tell. Their times come in whole seconds: one is not before
 * its order and not after it is told.
 */
export const bookingOf = (charges: Charges, time: TimeSource): Booking => {
  const within = (from: EpochMs, at: EpochMs | undefined): EpochMs => {
    const now = time.now();
    return epochMs(Math.min(Math.max(at ?? now, from), Math.max(now, from)));
  };
  return {
    execution: (order, { id, quantity, price, at }, total) => {
      const traded = {
        id,
        quantity: quantity as Quantity,
        price: price as Price,
        at: within(order.decidedAt, at),
        against: undefined,
        ...(total === undefined ? {} : { total }),
      };
      return { ...traded, charges: charges.of(traded, order) };
    },
    total: (order, filled, averagePrice) => {
      const at = within(order.decidedAt, undefined);
      const price = averagePrice as Price;
      const quantity = (filled - order.filled) as Quantity;
      const traded = { id: `${order.id}/to:${filled}`, quantity, price, at, against: undefined };
      return { filled, averagePrice: price, at, charges: charges.of(traded, order) };
    },
  };
};
