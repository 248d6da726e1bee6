import { cancel, limit, market, NO_INTENTS } from '../../../src/domain/intent.js';
import { scripted } from '../../operator/scripted.js';

/**
 * A strategy that does all that a strategy can: limit orders by the tick, market orders by the second, more than
 * risk allows, cancellations (of unknown orders too), and throws at a price of 99.
 */
export const restless = scripted('restless', 0, (heard, event, { orders, token }) => {
  const next = heard + 1;
  if (event.kind === 'ClockTicked') {
    const [oldest] = orders;
    return [next, oldest === undefined ? [market('SELL', 1 + (heard % 3))] : [cancel(oldest.id)]];
  }
  if (event.kind !== 'Tick' || event.last === undefined) return [next, NO_INTENTS];
  if (event.last === 99) throw new Error(`${token} is at 99`);
  switch (heard % 4) {
    case 0:
      return [next, [limit('BUY', 2, event.last - 0.1), limit('SELL', 1, event.last + 0.1)]];
    case 1:
      return [next, [market('BUY', 50)]];
    case 2:
      return [next, [cancel(`restless:${token}:999` as never)]];
    default:
      return [next, NO_INTENTS];
  }
});
