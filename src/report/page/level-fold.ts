import type { OrderUpdate } from '../../domain/event.js';
import type { OrderId, OrderState } from '../../domain/order.js';
import type { PageLevel } from './report-page.js';

const RESTS: ReadonlySet<OrderState> = new Set([
  'TriggerPending',
  'Open',
  'PartiallyFilled',
  'ModifyInFlight',
  'CancelInFlight',
]);

/** Follows orders that wait at a price, and tells each of these prices with how long it stood. */
export class LevelFold {
  private readonly standing = new Map<OrderId, PageLevel>();

  constructor(private readonly emit: (level: PageLevel) => void) {}

  /** `token` is the place of the order's. */
  take(update: OrderUpdate, token: number): void {
    const { at, order } = update;
    const before = this.standing.get(order.id);
    const level = levelOf(update, token);
    if (before !== undefined && level?.price === before.price && level.kind === before.kind) return;
    if (before !== undefined) this.end(before, at);
    if (level === undefined) this.standing.delete(order.id);
    else this.standing.set(order.id, level);
  }

  /** The run is over: what still stands stood until `at`. */
  finish(at: number): void {
    for (const level of this.standing.values()) this.end(level, at);
    this.standing.clear();
  }

  private end(level: PageLevel, at: number): void {
    if (at > level.from) this.emit({ ...level, to: at });
  }
}

/** The price at which an order waits after `update`: a stop at its trigger until that was reached. */
const levelOf = ({ at, order }: OrderUpdate, token: number): PageLevel | undefined => {
  const { state, side, limit, trigger, isTriggered } = order;
  const price = isTriggered ? (limit ?? trigger) : trigger;
  if (!RESTS.has(state) || price === undefined) return undefined;
  return { token, from: at, to: at, price, kind: price === trigger ? 'stop' : 'limit', side };
};
