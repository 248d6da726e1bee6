import * as E from 'fp-ts/lib/Either.js';
import type { Refusal } from '../domain/approval.js';
import type { Decision } from '../domain/entry.js';
import type { Order } from '../domain/order.js';

/**
 * The order of `decision` where what it wants of it can be asked now, else why not. One thing is asked of an
 * order at a time, but its end also while other terms are under way, and anew where nobody knows what became of it
 * or a command is obeyed.
 */
export const askable = ({ intent, order, orderId, obeys }: Decision): E.Either<Refusal, Order> => {
  if (order === undefined) return refuse(`${orderId} is no open order of this strategy`);
  if (intent.kind === 'Submit') return E.right(order);
  if (intent.kind === 'Cancel' && obeys !== undefined) return E.right(order);
  if (order.state === 'CancelInFlight') return refuse(`${orderId} is being cancelled`);
  if (intent.kind === 'Cancel') return E.right(order);
  if (order.state === 'ModifyInFlight') return refuse(`${orderId} is being modified`);
  if (order.state === 'Unknown') return refuse(`nobody has told what became of ${orderId}`);
  return order.quantity > order.filled
    ? E.right(order)
    : refuse(
        `${order.filled} units of ${orderId} are executed, ${order.quantity} in all leaves none to trade`,
      );
};

const refuse = (message: string): E.Either<Refusal, Order> =>
  E.left({ rule: 'openOrder', limit: null, actual: null, unit: 'none', message });
