import type { Entry } from '../domain/entry.js';
import type { OrderUpdate } from '../domain/event.js';
import { isFinal, type Order, type OrderId } from '../domain/order.js';
import { SECOND_MS } from '../domain/time.js';

/** So long a cancellation has to be answered before it is asked again. */
const ANSWER_MS = 5 * SECOND_MS;
/** So often an order is asked to end. */
const MOST_CANCELS = 5;

/** Which open orders were asked to end in obedience, and when: none is asked all the time. */
export class CancelAsks {
  private readonly asked = new Map<OrderId, Asked>();

  /** An order is asked to end once, and again at a second's end where that was rejected or not answered. */
  mayAsk({ id }: Order, { kind, at }: Entry): boolean {
    const asked = this.asked.get(id);
    if (asked === undefined) {
      this.asked.set(id, { times: 1, at });
      return true;
    }
    if (asked.times >= MOST_CANCELS || kind !== 'ClockTicked' || at - asked.at < ANSWER_MS) return false;
    asked.times += 1;
    asked.at = at;
    return true;
  }

  hear({ order, change }: OrderUpdate): void {
    const asked = this.asked.get(order.id);
    if (asked !== undefined && change === 'CancelRejected') asked.at = -Infinity;
    if (isFinal(order.state)) this.asked.delete(order.id);
  }
}

/** How often an order was asked to end, and when last; −∞ where the answer was no. */
interface Asked {
  times: number;
  at: number;
}
