import type { SchedulerLike } from 'rxjs';
import type {
  ApprovedEntry,
  CancelSent,
  Entry,
  OrderSent,
  RefusedEntry,
  Stamp,
  Unstamped,
} from '../domain/entry.js';
import { type Order, withState } from '../domain/order.js';
import type { Broker, BrokerAnswer } from '../port/broker.js';
import type { Stage } from './stage.js';
import { stamped } from './stamp.js';

/**
 * Acts on the verdicts: what was approved goes to `broker`, which is also shown the ticks; of an order that
 * was refused the strategy is told by `tell`, in an answer like a broker's with the order `Refused`. As a
 * broker's, it is handed over by `clock`, never while the belt is running.
 */
export const execute =
  (
    broker: Broker,
    tell: (answer: BrokerAnswer) => void,
    clock: SchedulerLike,
    stamp: Stamp,
  ): Stage<Entry, Entry> =>
  (emit) => {
    const number = stamped(stamp);
    return (entry) => {
      emit(entry);
      if (entry.kind === 'Tick') {
        broker.show(entry);
      } else if (entry.kind === 'Approved') {
        const sent = number(sentOf(entry));
        emit(sent);
        broker.send(sent);
      } else if (entry.kind === 'Refused' && entry.intent.kind === 'Submit' && entry.order !== undefined) {
        const answer = refusalOf(entry, entry.order);
        clock.schedule(() => tell(answer));
      }
    };
  };

const sentOf = ({
  action,
  seq,
  token,
  strategy,
  order,
}: ApprovedEntry): Unstamped<OrderSent | CancelSent> => ({
  kind: action === 'Submit' ? 'OrderSent' : 'CancelSent',
  cause: seq,
  token,
  strategy,
  order,
});

const refusalOf = ({ seq, token, strategy, refusal }: RefusedEntry, order: Order): BrokerAnswer => ({
  kind: 'OrderUpdate',
  cause: seq,
  token,
  strategy,
  order: withState(order, 'Refused'),
  fill: undefined,
  reason: `${refusal.rule}: ${refusal.message}`,
});
