import type { SchedulerLike } from 'rxjs';
import type {
  ApprovedEntry,
  CancelSent,
  Entry,
  ModifySent,
  RefusedEntry,
  Stamp,
  Unstamped,
} from '../domain/entry.js';
import type { OrderChange } from '../domain/order-change.js';
import { type Order, termsOf } from '../domain/order.js';
import type { Broker, BrokerAnswer, Sent } from '../port/broker.js';
import { isWithin } from '../risk/kill-switch.js';
import type { OrderBook } from './order-book.js';
import { thrownBy } from './refusals.js';
import type { Stage } from './stage.js';
import { stamped } from './stamp.js';

/**
 * Acts on the verdicts: what was approved goes to `broker`, which is also shown the ticks, and at a halt keeps back
 * what has not gone out. `book` is told of every order first. What was asked of an open order, and what was refused,
 * the strategy is told by `tell`, in an answer like a broker's: as a broker's, it is handed over by `clock`, never
 * while the belt is running, and before any answer of the broker to the same.
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
    const tellSoon = (answer: BrokerAnswer): void => {
      clock.schedule(() => tell(answer));
    };
    return (entry) => {
      emit(entry);
      if (entry.kind === 'Tick') {
        broker.show(entry);
      } else if (entry.kind === 'Command') {
        // the other switches have open orders cancelled
        if (entry.command === 'halt')
          broker.keepBack?.((order) => isWithin(order, entry), thrownBy(entry).message);
      } else if (entry.kind === 'Approved') {
        const sent = number(sentOf(entry));
        if (sent.kind === 'OrderSent') book.note(sent.order);
        else tellSoon(answerOf(sent, sent.order, askedBy(sent)));
        emit(sent);
        broker.send(sent);
      } else if (entry.kind === 'Refused' && entry.order !== undefined) {
        const { intent, order, refusal } = entry;
        if (intent.kind === 'Submit') book.note(order);
        const change: OrderChange = { kind: intent.kind === 'Submit' ? 'Refused' : 'AskRefused' };
        tellSoon(answerOf(entry, order, change, `${refusal.rule}: ${refusal.message}`));
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

const askedBy = ({ kind, order }: ModifySent | CancelSent): OrderChange =>
  kind === 'ModifySent' ? { kind: 'ModifyAsked', terms: termsOf(order) } : { kind: 'CancelAsked' };

const answerOf = (
  { seq, token, strategy }: RefusedEntry | ModifySent | CancelSent,
  { id }: Order,
  change: OrderChange,
  reason?: string,
): BrokerAnswer => ({
  kind: 'BrokerAnswer',
  cause: seq,
  token,
  strategy,
  orderId: id,
  change,
  reason,
});
