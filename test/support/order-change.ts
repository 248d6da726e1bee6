import { NO_CHARGE_ITEMS } from '../../src/domain/charge-items.js';
import type { Price, Quantity } from '../../src/domain/money.js';
import type { Execution, OrderChange } from '../../src/domain/order-change.js';
import type { OrderTerms } from '../../src/domain/order.js';
import type { EpochMs } from '../../src/domain/time.js';

/** An execution of `quantity` at 100 rupees, free of charge. */
export const execution = (id: string, quantity: number, total?: number, price = 100): Execution => ({
  id,
  quantity: quantity as Quantity,
  price: price as Price,
  at: 0 as EpochMs,
  charges: NO_CHARGE_ITEMS,
  against: undefined,
  ...(total === undefined ? {} : { total }),
});

export const filled = (id: string, quantity: number, total?: number, price = 100): OrderChange => ({
  kind: 'Filled',
  execution: execution(id, quantity, total, price),
});

export const filledTo = (units: number, averagePrice = 100): OrderChange => ({
  kind: 'FilledTo',
  total: { filled: units, averagePrice: averagePrice as Price, at: 0 as EpochMs, charges: NO_CHARGE_ITEMS },
});

export const terms = (quantity: number, limit?: number, trigger?: number): OrderTerms => ({
  quantity: quantity as Quantity,
  limit: limit as Price | undefined,
  trigger: trigger as Price | undefined,
});
