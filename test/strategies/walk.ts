import type { Event } from '../../src/domain/event.js';
import { TickHistory } from '../../src/domain/history.js';
import type { Intent } from '../../src/domain/intent.js';
import type { Order } from '../../src/domain/order.js';
import type { Strategy, StrategyContext } from '../../src/domain/strategy.js';
import { instrument } from '../support/instrument.js';
import { freeze } from './freeze.js';

export const contextOf = (position = 0, orders: readonly Order[] = []): StrategyContext => ({
  token: instrument().token,
  instrument: instrument(),
  at: 0 as never,
  history: new TickHistory(4),
  position: { quantity: position, cost: 0 as never },
  orders,
});

/** A wish in short: `BUY 10`. */
const wordsOf = (intent: Intent): string =>
  intent.kind === 'Submit' ? `${intent.side} ${intent.quantity} ${intent.type}` : `cancel ${intent.orderId}`;

/**
 * What `strategy` wants at each of `events`, '' for nothing, when every order is executed at once. State, event and
 * configuration are frozen, so a step that changes them throws.
 */
export const wishes = <C, S>(
  strategy: Strategy<C, S>,
  config: C,
  events: readonly Event[],
): readonly string[] => {
  const settings = freeze(config);
  let state = freeze(strategy.start(settings));
  let position = 0;
  return events.map((event) => {
    const [next, intents] = strategy.step(state, freeze(event), contextOf(position), settings);
    state = freeze(next);
    for (const intent of intents) {
      if (intent.kind === 'Submit') position += intent.side === 'BUY' ? intent.quantity : -intent.quantity;
    }
    return intents.map(wordsOf).join(', ');
  });
};
