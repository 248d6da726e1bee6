import type { Refusal } from '../../domain/approval.js';
import type { Instrument } from '../../domain/instrument.js';
import type { Order } from '../../domain/order.js';
import type { Price } from '../../domain/money.js';

/**
 * What keeps an order from being one that an exchange takes: the refusal without its rule; undefined where nothing
 * does.
 */
export type FormCheck = (
  order: Order,
  instrument: Instrument,
  last: Price | undefined,
) => Omit<Refusal, 'rule'> | undefined;

export const malformed = (
  message: string,
  unit: Refusal['unit'] = 'none',
  limit: number | null = null,
  actual?: number,
): Omit<Refusal, 'rule'> => ({
  limit,
  actual: Number.isFinite(actual) ? (actual ?? null) : null,
  unit,
  message,
});
