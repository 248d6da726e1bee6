import { merge, Subject } from 'rxjs';
import type { BrokerAnswer, BrokerOf, Sent } from '../../port/broker.js';
import type { OrderJournal } from '../../port/order-journal.js';

/**
 * The broker of `brokerOf`, which is sent an order, or other terms for one, only once `journal` has it on the disk.
 * What cannot be made durable does not go out: it is answered as rejected, by the clock, and `tell` is told why. A
 * cancellation goes out in any case: it is no new risk, and after a crash the broker's own books tell of it.
 */
export const journaledFirst =
  (brokerOf: BrokerOf, journal: OrderJournal, tell: (sent: Sent, reason: string) => void): BrokerOf =>
  (clock, heard$) => {
    const broker = brokerOf(clock, heard$);
    const refused$ = new Subject<BrokerAnswer>();
    /** Why `sent` is not durable; undefined when it is. */
    const problemOf = (sent: Sent): string | undefined => {
      try {
        journal.commit(sent);
        return undefined;
      } catch (error) {
        return error instanceof Error ? error.message : String(error);
      }
    };
    return {
      answer$: merge(broker.answer$, refused$),
      send: (sent) => {
        const problem = sent.kind === 'CancelSent' ? undefined : problemOf(sent);
        if (problem === undefined) {
          broker.send(sent);
          return;
        }
        const answer = refusalOf(sent, problem);
        clock.schedule(() => refused$.next(answer));
        tell(sent, problem);
      },
      show: (tick) => broker.show(tick),
      keepBack: (meant, why) => broker.keepBack?.(meant, why),
    };
  };

const refusalOf = ({ kind, seq, token, strategy, order }: Sent, problem: string): BrokerAnswer => ({
  kind: 'BrokerAnswer',
  cause: seq,
  token,
  strategy,
  orderId: order.id,
  change: { kind: kind === 'OrderSent' ? 'Rejected' : 'ModifyRejected' },
  reason: `not sent, since it could not be journaled: ${problem}`,
});
