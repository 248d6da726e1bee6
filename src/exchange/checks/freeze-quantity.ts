import { freezeQuantityOf } from '../../domain/freeze-quantities.js';
import { sessionDayOf } from '../../domain/session.js';
import type { Check } from './check.js';

/** Rejects an order above the freeze quantity; one of exactly that passes. */
export const freezeQuantity: Check = ({ quantity }, { instrument, freezes, at }) => {
  const most = instrument === undefined ? undefined : freezeQuantityOf(freezes, instrument, sessionDayOf(at));
  return most === undefined || quantity <= most
    ? undefined
    : `quantity ${quantity} is above the freeze quantity of ${most}: send it in parts`;
};
