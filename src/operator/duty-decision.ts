import type { Decision, Unstamped } from '../domain/entry.js';
import type { Event } from '../domain/event.js';
import { NO_MONEY } from '../domain/money.js';
import { closingIdOf, type Order } from '../domain/order.js';
import type { EpochMs } from '../domain/time.js';
import type { CloseDuty, Duty } from './duty.js';

/** The decision that does `duty` in the strategy's name; `number` is that of its closing order. */
export const dutyDecision = (
  duty: Duty,
  event: Event,
  cause: number,
  number: number,
  at: EpochMs,
): Unstamped<Decision> => {
  const order = duty.kind === 'Cancel' ? duty.order : closingOrder(duty, number, at);
  const { strategy, token, id: orderId } = order;
  const { intent, obeys } = duty;
  return { kind: 'Decision', cause, token, strategy, intent, orderId, order, event, state: undefined, obeys };
};

const closingOrder = (
  { strategy, token, product, intent }: CloseDuty,
  number: number,
  at: EpochMs,
): Order => ({
  id: closingIdOf(strategy, token, number),
  strategy,
  token,
  side: intent.side,
  quantity: intent.quantity,
  type: intent.type,
  limit: intent.limit,
  trigger: intent.trigger,
  validity: intent.validity,
  product,
  disclosed: intent.disclosed,
  state: 'InFlight',
  isTriggered: true,
  filled: 0,
  filledValue: NO_MONEY,
  asked: undefined,
  decidedAt: at,
});
