import type { Command, Event } from '../domain/event.js';
import { cancel, type Intent, NO_INTENTS, toTarget } from '../domain/intent.js';
import { isFinal, type Order, type OrderId } from '../domain/order.js';
import type { Position } from '../domain/position.js';

/**
 * What commands ask of one strategy on one token, whatever it wants itself. `cancel` and `flatten` have its open
 * orders cancelled. From a `flatten` to the next `resume` or `cancel` its position is closed at market, and again
 * when an order that was still under way changes it; one closing order at a time, and no further one after one
 * that did not trade.
 */
export class Obedience {
  /** Whether positions are to be closed. */
  private flattens: 'No' | 'Yes' | 'GivenUp' = 'No';
  /** The closing order that has not ended. */
  private closing: OrderId | undefined = undefined;

  /** What is to be done at `event`, where `orders` are open and `position` is held after it. */
  hear(event: Event, orders: readonly Order[], position: Position): readonly Intent[] {
    if (event.kind === 'Command') return this.obey(event, orders, position);
    if (event.kind !== 'OrderUpdate' || this.flattens === 'No') return NO_INTENTS;
    const { order } = event;
    if (order.id === this.closing && isFinal(order.state)) {
      this.closing = undefined;
      if (order.state !== 'Filled') this.flattens = 'GivenUp';
    }
    return this.close(position);
  }

  /** `order` was made to close the position. */
  noteClosing(order: OrderId): void {
    this.closing = order;
  }

  isClosing(order: Order): boolean {
    return order.id === this.closing;
  }

  private obey(
    { command, reason }: Command,
    orders: readonly Order[],
    position: Position,
  ): readonly Intent[] {
    if (command === 'halt') return NO_INTENTS;
    this.flattens = command === 'flatten' ? 'Yes' : 'No';
    if (command === 'resume' || command === 'exit-only') return NO_INTENTS;
    const toCancel = command === 'flatten' ? orders.filter((order) => !this.isClosing(order)) : orders;
    return [...toCancel.map(({ id }) => cancel(id, `${command}: ${reason}`)), ...this.close(position)];
  }

  private close({ quantity }: Position): readonly Intent[] {
    return this.flattens === 'Yes' && this.closing === undefined
      ? toTarget(quantity, 0, 'flatten')
      : NO_INTENTS;
  }
}
