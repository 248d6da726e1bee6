import { type SchedulerLike, Subject } from 'rxjs';
import { withState } from '../../domain/order.js';
import type { Broker, BrokerAnswer } from '../../port/broker.js';

const REASON = 'rxtape live routes no orders yet; rxtape paper trades them on a simulated exchange';

/**
 * A broker that routes nothing: by `clock`, at once, every order is answered `Rejected` with the reason. A
 * cancellation has no answer of its own, since the order that it is of is told to have ended.
 */
export const noBroker = (clock: SchedulerLike): Broker => {
  const answer$ = new Subject<BrokerAnswer>();
  return {
    answer$,
    send: ({ kind, order, seq: cause, token, strategy }) => {
      if (kind === 'CancelSent') return;
      clock.schedule(() =>
        answer$.next({
          kind: 'OrderUpdate',
          cause,
          token,
          strategy,
          order: withState(order, 'Rejected'),
          fill: undefined,
          reason: REASON,
        }),
      );
    },
    show: () => undefined,
  };
};
