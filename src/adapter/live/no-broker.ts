import { type SchedulerLike, Subject } from 'rxjs';
import type { Broker, BrokerAnswer } from '../../port/broker.js';

const REASON = 'rxtape live routes no orders yet; rxtape paper trades them on a simulated exchange';

/**
 * A broker that routes nothing: by `clock`, at once, every order is answered `Rejected` with the reason. Other
 * terms for an order, and its cancellation, have no answer of their own, since the order is told to have ended.
 */
export const noBroker = (clock: SchedulerLike): Broker => {
  const answer$ = new Subject<BrokerAnswer>();
  return {
    answer$,
    send: ({ kind, order, seq: cause, token, strategy }) => {
      if (kind !== 'OrderSent') return;
      clock.schedule(() =>
        answer$.next({
          kind: 'BrokerAnswer',
          cause,
          token,
          strategy,
          orderId: order.id,
          change: { kind: 'Rejected' },
          reason: REASON,
        }),
      );
    },
    show: () => undefined,
  };
};
