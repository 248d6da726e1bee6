import type { OpenOrders } from '../../codec/control/answer.js';
import { plainTable } from './plain-table.js';

/** The open orders of a session as a table, the oldest first. */
export const openOrdersText = (orders: OpenOrders): string =>
  orders.length === 0
    ? 'no open orders'
    : plainTable(
        ['Order', 'Instrument', 'Side', 'Type', 'Quantity', 'Filled', 'Limit', 'State', 'Decided'],
        orders.map(({ id, instrument, side, type, quantity, filled, limit, state, decidedAt }) => [
          id,
          instrument,
          side,
          type,
          String(quantity),
          String(filled),
          limit === null ? '-' : String(limit),
          state,
          decidedAt.slice(11, 23),
        ]),
        [0, 1, 2, 3, 7],
      );
