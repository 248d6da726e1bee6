import * as E from 'fp-ts/lib/Either.js';
import type { RiskRule } from '../domain/risk-rule.js';
import { refuse } from './refuse.js';

/**
 * Refuses what no exchange would take: a quantity that is not a positive whole number of lots, a limit that is
 * no positive number, a market order that has one. It always stands before the pipeline's own rules.
 */
export const wellFormed: RiskRule = {
  name: 'wellFormed',
  review: (account, order) => {
    const { quantity, type, limit, token } = order;
    const instrument = account.instrumentOf(token);
    if (instrument === undefined)
      return refuse('wellFormed', null, null, 'none', `${token} is no instrument of this pipeline`);
    const { lotSize } = instrument;
    if (!(Number.isSafeInteger(quantity) && quantity > 0 && quantity % lotSize === 0)) {
      return refuse(
        'wellFormed',
        lotSize,
        finite(quantity),
        'units',
        `quantity ${quantity} is not whole lots of ${lotSize}`,
      );
    }
    if (type === 'LIMIT' && !(limit !== undefined && Number.isFinite(limit) && limit > 0)) {
      return refuse('wellFormed', null, finite(limit), 'rupees', `limit price ${String(limit)} is no price`);
    }
    if (type === 'MARKET' && limit !== undefined) {
      const message = `a market order has no limit price, this one has ${limit}`;
      return refuse('wellFormed', null, finite(limit), 'rupees', message);
    }
    return E.right(order);
  },
};

const finite = (value: number | undefined): number | null =>
  Number.isFinite(value) ? (value ?? null) : null;
