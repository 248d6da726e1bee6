import * as E from 'fp-ts/lib/Either.js';
import type { OrderRule } from '../domain/risk-rule.js';
import type { FormCheck } from './form/form-check.js';
import { kindOfOrder } from './form/kind-of-order.js';
import { prices } from './form/prices.js';
import { stopSide } from './form/stop-side.js';
import { units } from './form/units.js';
import { refuse } from './refuse.js';

const CHECKS: readonly FormCheck[] = [kindOfOrder, units, prices, stopSide];

/**
 * Refuses what no exchange would take, new or with other terms: a kind of order that there is none of, quantities
 * that are not whole lots, prices that the type has not or that are off the grid, a stop that would wake at once.
 * It always stands before the pipeline's own rules. What depends on the day (the largest quantity, price bands,
 * hours) is the exchange's to say.
 */
export const wellFormed: OrderRule = {
  name: 'wellFormed',
  review: (account, order) => {
    const { token } = order;
    const instrument = account.instrumentOf(token);
    if (instrument === undefined)
      return refuse('wellFormed', null, null, 'none', `${token} is no instrument of this pipeline`);
    const last = account.lastOf(token);
    for (const check of CHECKS) {
      const no = check(order, instrument, last);
      if (no !== undefined) return refuse('wellFormed', no.limit, no.actual, no.unit, no.message);
    }
    return E.right(order);
  },
};
