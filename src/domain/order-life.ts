import * as E from 'fp-ts/lib/Either.js';
import type { OrderChange } from './order-change.js';
import { isFinal, type Order, type OrderState, type OrderTerms, withState } from './order.js';

/** Why a change was not applied; all stays as it was. */
export interface Unexpected {
  /** `Late`: the order had ended. `Doubled`: it was told before. `Illegal`: it cannot follow from what is known. */
  readonly kind: 'Late' | 'Doubled' | 'Illegal';
  readonly message: string;
}

/** The order after `change`; else why it cannot be. Total: every state has an answer to every change. */
export const orderAfter = (order: Order, change: OrderChange): E.Either<Unexpected, Order> => {
  if (isFinal(order.state)) return E.left(unexpected('Late', order, change));
  switch (change.kind) {
    case 'Accepted':
      return E.right(withState(order, 'Accepted'));
    case 'TriggerPending':
      return E.right(withState(order, 'TriggerPending'));
    case 'Triggered':
      return E.right({
        ...withState(order, order.filled > 0 ? 'PartiallyFilled' : 'Open'),
        isTriggered: true,
      });
    case 'Opened':
      return E.right(withState(order, order.filled > 0 ? 'PartiallyFilled' : 'Open'));
    case 'Filled': {
      const filled = order.filled + change.execution.quantity;
      if (filled > order.quantity) return E.left(unexpected('Illegal', order, change));
      return E.right(withState(order, filled === order.quantity ? 'Filled' : 'PartiallyFilled', filled));
    }
    case 'ModifyAsked':
      return E.right(withState(order, 'ModifyInFlight'));
    case 'Modified':
      return E.right(resting(withTerms(order, change.terms)));
    case 'CancelAsked':
      return E.right(withState(order, 'CancelInFlight'));
    case 'ModifyRejected':
    case 'CancelRejected':
      return E.right(resting(order));
    case 'Cancelled':
    case 'Expired':
    case 'Rejected':
    case 'Refused':
      return E.right(withState(order, change.kind));
    case 'Lost':
      return E.right(withState(order, 'Unknown'));
  }
};

/** The order where it rests, by what is known of it. */
const resting = (order: Order): Order => withState(order, restingState(order));

const restingState = ({ filled, isTriggered }: Order): OrderState =>
  filled > 0 ? 'PartiallyFilled' : isTriggered ? 'Open' : 'TriggerPending';

const withTerms = (order: Order, { quantity, limit, trigger }: OrderTerms): Order => ({
  ...order,
  quantity,
  limit,
  trigger,
});

const unexpected = (kind: Unexpected['kind'], { id, state }: Order, change: OrderChange): Unexpected => ({
  kind,
  message: `${id} is ${state}: ${change.kind} cannot follow`,
});
