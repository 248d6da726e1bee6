import {
  cancel,
  disclosing,
  type Intent,
  immediateOrCancel,
  limit,
  market,
  modify,
  NO_INTENTS,
  stop,
  stopLimit,
} from '../../../src/domain/intent.js';
import type { Order } from '../../../src/domain/order.js';
import { scripted } from '../../operator/scripted.js';

const grid = (price: number): number => Math.round(price * 20) / 20;

const othersFor = (order: Order, last: number): Intent =>
  order.trigger !== undefined && !order.isTriggered
    ? modify(order.id, { trigger: grid(last + (order.side === 'BUY' ? 0.1 : -0.1)) })
    : modify(order.id, { quantity: order.quantity + 1, limit: grid(last - 0.05) });

/**
 * Places orders near the price, at once or never, at market and with a trigger, gives them other terms and cancels
 * them, all the time.
 */
export const busy = scripted('busy', 0, (heard, event, { orders }) => {
  if (event.kind === 'Command') return [NaN, NO_INTENTS]; // the storm is over
  if (event.kind !== 'Tick' || event.last === undefined || Number.isNaN(heard)) return [heard, NO_INTENTS];
  const next = heard + 1;
  const { last } = event;
  const oldest = orders[0];
  const newest = orders.at(-1);
  switch (heard % 8) {
    case 0:
      return [next, [disclosing(1, limit('BUY', 1 + (heard % 5), grid(last - 0.1)))]];
    case 1:
      return [
        next,
        [
          limit('SELL', 2 + (heard % 3), grid(last + 0.15)),
          stopLimit('BUY', 1 + (heard % 3), grid(last + 0.15), grid(last + 0.4)),
        ],
      ];
    case 2:
      return [next, newest === undefined ? NO_INTENTS : [othersFor(newest, last)]];
    case 3:
      return [
        next,
        [
          market(heard % 16 === 3 ? 'BUY' : 'SELL', 1),
          immediateOrCancel(limit('BUY', 3 + (heard % 5), grid(last + 0.05))),
        ],
      ];
    case 4:
      return [next, oldest === undefined ? NO_INTENTS : [modify(oldest.id, { limit: grid(last + 0.05) })]];
    case 5:
      return [
        next,
        [stop('SELL', 2, grid(last - 0.2)), ...(newest === undefined ? NO_INTENTS : [cancel(newest.id)])],
      ];
    case 6:
      return [next, [limit('BUY', 1, grid(last - 5)), limit('SELL', 1, grid(last + 5))]];
    default:
      return [next, orders.length < 6 || oldest === undefined ? NO_INTENTS : [cancel(oldest.id)]];
  }
});
