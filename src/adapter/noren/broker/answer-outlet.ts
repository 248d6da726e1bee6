import { Observable, type Subscriber } from 'rxjs';
import type { OrderChange } from '../../../domain/order-change.js';
import { newsOf } from '../../../domain/report-changes.js';
import type { Notice } from '../../../port/feed.js';
import type { BrokerInput } from '../../../port/input.js';
import type { TimeSource } from '../../../port/time-source.js';
import type { RoutedOrder } from './routed-order.js';

/** What a broker says: of an order, or a notice of what it found. */
export type Said = BrokerInput | Notice;

/** Where what the broker says goes out of it, each stamped by the session's time. */
export class AnswerOutlet {
  private subscriber: Subscriber<Said> | undefined;
  /** While a session that goes on looks up what became of its orders: what its belt is told first. */
  private first: Said[] | undefined;

  constructor(
    private readonly time: TimeSource,
    private readonly onLeft: () => void,
  ) {}

  /** One subscription; its end ends all. */
  readonly input$ = new Observable<Said>((subscriber) => {
    this.subscriber = subscriber;
    return () => {
      this.subscriber = undefined;
      this.onLeft();
    };
  });

  /**
   * What of `changes` is news of the order goes onto the belt; `cause` is the entry it follows from where that is
   * known.
   */
  tell(
    routed: RoutedOrder,
    changes: readonly OrderChange[],
    reason: string | undefined,
    cause?: number,
  ): void {
    const { token, strategy, id: orderId } = routed.order;
    for (const change of newsOf(routed.life, changes)) {
      routed.tell(change);
      this.say({
        kind: 'BrokerAnswer',
        receivedAt: this.time.now(),
        cause: cause ?? routed.causeOf(change),
        ...{ token, strategy, orderId, change },
        reason: change.kind === 'Filled' ? undefined : reason,
      });
    }
  }

  notice(notice: Omit<Notice, 'kind' | 'receivedAt'>): void {
    this.say({ kind: 'Notice', receivedAt: this.time.now(), ...notice });
  }

  /** What is said during `work`, instead of letting it out. */
  async collect(work: () => Promise<unknown>): Promise<readonly Said[]> {
    const first: Said[] = [];
    this.first = first;
    try {
      await work();
    } finally {
      this.first = undefined;
    }
    return first;
  }

  /** Nothing more can be told: the session ends in `error`. */
  fail(error: unknown): void {
    this.subscriber?.error(error);
  }

  complete(): void {
    this.subscriber?.complete();
  }

  private say(input: Said): void {
    if (this.first === undefined) this.subscriber?.next(input);
    else this.first.push(input);
  }
}
