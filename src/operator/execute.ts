import { absurd } from 'fp-ts/lib/function.js';
import type { SchedulerLike } from 'rxjs';
import type { ApprovedEntry, Entry, RefusedEntry, Stamp, Unstamped } from '../domain/entry.js';
import type { Order } from '../domain/order.js';
import type { Broker, BrokerAnswer, Sent } from '../port/broker.js';
import type { OrderBook } from './order-book.js';
import type { Stage } from './stage.js';
import { stamped } from './stamp.js';

/**
 * Acts on the verdicts: what was approved goes to `broker`, which is also shown the ticks; of an order that
 * was refused the strategy is told by `tell`, in an answer like a broker's. As a broker's, it is handed over by
 * `clock`, never while the belt is running. `book` is told of every order first.
 */
export const execute =
  (
    broker: Broker,
    book: OrderBook,
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
        note(book, sent);
        emit(sent);
        broker.send(sent);
      } else if (entry.kind === 'Refused' && entry.intent.kind === 'Submit' && entry.order !== undefined) {
        const answer = refusalOf(entry, entry.order);
        book.note(entry.order);
        clock.schedule(() => tell(answer));
      }
    };
  };

const SENT = { Submit: 'OrderSent', Modify: 'ModifySent', Cancel: 'CancelSent' } as const;

const sentOf = ({ action, seq, token, strategy, order }: ApprovedEntry): Unstamped<Sent> => ({
  kind: SENT[action],
  cause: seq,
  token,
  strategy,
  order,
});

const note = (book: OrderBook, sent: Sent): void => {
  switch (sent.kind) {
    case 'OrderSent': {
      book.note(sent.order);
      return;
    }
    case 'ModifySent': {
      book.noteAsked(sent.order.id, 'ModifyAsked');
      return;
    }
    case 'CancelSent': {
      book.noteAsked(sent.order.id, 'CancelAsked');
      return;
    }
    default: {
      absurd(sent);
      return;
    }
  }
};

const refusalOf = ({ seq, token, strategy, refusal }: RefusedEntry, order: Order): BrokerAnswer => ({
  kind: 'BrokerAnswer',
  cause: seq,
  token,
  strategy,
  orderId: order.id,
  change: { kind: 'Refused' },
  reason: `${refusal.rule}: ${refusal.message}`,
});
