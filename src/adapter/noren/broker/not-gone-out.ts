import { entriesAmong } from '../../../domain/entries-among.js';
import { signOf } from '../../../domain/intent.js';
import type { Order } from '../../../domain/order.js';
import type { Sent } from '../../../port/broker.js';
import type { AnswerOutlet } from './answer-outlet.js';
import type { OrderCaller } from './order-caller.js';
import { REFUSED } from './refused.js';
import type { RoutedOrder } from './routed-order.js';
import type { RoutedOrders } from './routed-orders.js';

/** What waits for its turn and does not go out any more: of each the session is told what became of it. */
export class NotGoneOut {
  constructor(
    private readonly orders: RoutedOrders,
    private readonly caller: OrderCaller,
    private readonly outlet: AnswerOutlet,
  ) {}

  /** `routed` is to be cancelled: nothing that was asked of it before needs to go out. Says whether its end does. */
  cancelled(routed: RoutedOrder): boolean {
    if (routed.hasLeft) {
      this.takeBack(routed, isModification, 'it is to be cancelled');
      return true;
    }
    this.caller.takeBack(routed, () => true);
    this.outlet.tell(routed, [{ kind: 'Cancelled' }], 'it had not gone out yet');
    return false;
  }

  /** No new orders of those that are `meant`, and no other terms for one, but for exits. */
  keptBack(meant: (order: Order) => boolean, why: string): void {
    for (const routed of entriesOf(this.orders.all().filter(({ order }) => meant(order))))
      this.takeBack(routed, ({ kind }) => kind !== 'CancelSent', `${why}; it had not gone out yet`);
  }

  /** The session ends. */
  ended(): void {
    for (const routed of this.orders.all())
      this.takeBack(routed, () => true, 'the session ended before it went out');
    this.caller.stop();
  }

  private takeBack(routed: RoutedOrder, meant: (sent: Sent) => boolean, why: string): void {
    for (const { kind, seq } of this.caller.takeBack(routed, meant))
      if (!routed.isOver) this.outlet.tell(routed, [REFUSED[kind]], why, seq);
  }
}

const isModification = ({ kind }: Sent): boolean => kind === 'ModifySent';

/** Those that could enlarge what their strategy holds of their token, by what was told of all that it ordered. */
const entriesOf = (orders: readonly RoutedOrder[]): readonly RoutedOrder[] => {
  const lines = new Map<string, RoutedOrder[]>();
  for (const routed of orders) {
    const { strategy, token } = routed.order;
    const key = JSON.stringify([strategy, token]);
    lines.set(key, [...(lines.get(key) ?? []), routed]);
  }
  return [...lines.values()].flatMap((line) => {
    const held = line.reduce((units, { order }) => units + signOf(order.side) * order.filled, 0);
    const entries = entriesAmong(
      line.map(({ order }) => order),
      held,
    );
    return line.filter(({ order }) => entries.includes(order));
  });
};
