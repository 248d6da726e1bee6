import * as E from 'fp-ts/lib/Either.js';
import type { Order } from '../domain/order.js';
import type { RiskRule } from '../domain/risk-rule.js';
import { refuse } from './refuse.js';

/**
 * Refuses what no exchange would take: an unknown side or type, an index, a quantity that is not a positive
 * whole number of lots, a limit that is no positive number, a market order that has one. It always stands
 * before the pipeline's own rules.
 */
export const wellFormed: RiskRule = {
  name: 'wellFormed',
  review: (account, order) => {
    const { side, quantity, type, limit, token } = order;
    const instrument = account.instrumentOf(token);
    if (instrument === undefined)
      return refuse('wellFormed', null, null, 'none', `${token} is no instrument of this pipeline`);
    if (!SIDES.has(side) || !TYPES.has(type)) {
      return refuse('wellFormed', null, null, 'none', `${side} ${type} is no kind of order`);
    }
    if (instrument.kind === 'INDEX')
      return refuse('wellFormed', null, null, 'none', `${token} is an index: it cannot be traded`);
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

/** Strategy files are loaded without a look at their types. */
const SIDES: ReadonlySet<string> = new Set<Order['side']>(['BUY', 'SELL']);
const TYPES: ReadonlySet<string> = new Set<Order['type']>(['MARKET', 'LIMIT']);

const finite = (value: number | undefined): number | null =>
  Number.isFinite(value) ? (value ?? null) : null;
