import type { OpenOrder, Sent } from '../../../port/broker.js';
import type { RealTime } from '../../../port/real-time.js';
import type { AnswerOutlet, Said } from './answer-outlet.js';
import type { Reconciler } from './reconciler.js';
import { REFUSED } from './refused.js';
import type { RoutedOrders } from './routed-orders.js';

export interface GoingOnOptions {
  readonly orders: RoutedOrders;
  readonly outlet: AnswerOutlet;
  readonly reconciler: Reconciler;
  readonly real: RealTime;
  /** So often the books are tried to be read. */
  readonly tries: number;
}

/** The orders of a session that goes on after it was cut off: what it had sent is not sent again. */
export class GoingOn {
  constructor(private readonly options: GoingOnOptions) {}

  /** What was sent before, as far as it was: the books tell. */
  recall(sent: Sent): void {
    const { orders, real } = this.options;
    orders.noted(sent, real.now()).hasLeft = true;
  }

  /**
   * The past is over: what of it never went out ends, and of all else the broker's books say what became of it.
   * Rejects with a DataError where they cannot be read.
   */
  reconcile(open: readonly OpenOrder[]): Promise<readonly Said[]> {
    const { orders, outlet, reconciler, real, tries } = this.options;
    return outlet.collect(async () => {
      for (const { neverSent } of open) for (const sent of neverSent) this.end(sent);
      // a call of the process that is gone may still be under way
      for (const routed of orders.all()) routed.callEndedAt = real.now();
      await reconciler.insist(tries);
    });
  }

  /** A cancellation goes out before it is written down: only the books know of it. */
  private end(sent: Sent): void {
    const { orders, outlet } = this.options;
    const routed = orders.of(sent.order.id);
    if (routed === undefined || sent.kind === 'CancelSent') return;
    if (sent.kind === 'OrderSent') routed.hasLeft = false;
    outlet.tell(routed, [REFUSED[sent.kind]], 'it had not gone out when the session was cut off', sent.seq);
  }
}
