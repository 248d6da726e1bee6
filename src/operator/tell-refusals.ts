import { type MonoTypeOperatorFunction, type SchedulerLike, tap } from 'rxjs';
import type { Entry, RefusedEntry } from '../domain/entry.js';
import { type Order, withState } from '../domain/order.js';
import type { BrokerAnswer } from '../port/broker.js';

/**
 * Tells the strategy of every order that risk refused: an answer like a broker's, with the order `Refused`,
 * handed to `tell` by the clock and never while the belt is running.
 */
export const tellRefusals = (
  tell: (answer: BrokerAnswer) => void,
  clock: SchedulerLike,
): MonoTypeOperatorFunction<Entry> =>
  tap((entry) => {
    if (entry.kind !== 'Refused' || entry.intent.kind !== 'Submit' || entry.order === undefined) return;
    const answer = answerOf(entry, entry.order);
    clock.schedule(() => tell(answer));
  });

const answerOf = ({ seq, token, strategy, refusal }: RefusedEntry, order: Order): BrokerAnswer => ({
  kind: 'OrderUpdate',
  cause: seq,
  token,
  strategy,
  order: withState(order, 'Refused'),
  fill: undefined,
  reason: `${refusal.rule}: ${refusal.message}`,
});
