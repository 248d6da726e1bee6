import { sessionDayOf } from '../../domain/session.js';
import type { Check } from './check.js';
import { freezeQuantityOf } from './freeze-quantities.js';

/** Rejects an order above the freeze quantity; one of exactly that passes. */
export const freezeQuantity: Check = ({ quantity }, { instrument, at }) => {
  const most = instrument === undefined ? undefined : freezeQuantityOf(instrument, sessionDayOf(at));
  return most === undefined || quantity <= most
    ? undefined
    : `quantity ${quantity} is above the freeze quantity of ${most}: send it in parts`;
};
