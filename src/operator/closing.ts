import type { OrderUpdate } from '../domain/event.js';
import { isFinal, type OrderId } from '../domain/order.js';

/** So many closing orders in a row may trade nothing before the position is left and told. */
export const MOST_TRIES = 5;

/**
 * The closing of one strategy's position on one token: one order at a time, the next one at once where the last
 * has traded, at the next tick or second where it has not, and none after too many of these. Its owner updates it
 * in place.
 */
export class Closing {
  /** The closing order that has not ended. */
  order: OrderId | undefined = undefined;
  /** Closing orders in a row that traded nothing. */
  tries = 0;
  /** Why the last of them did not. */
  reason = '';
  /** Whether another order may be made: not within the event that ended one without a trade. */
  private waitsForTick = false;

  get isWaiting(): boolean {
    return this.waitsForTick;
  }

  get isGivenUp(): boolean {
    return this.tries >= MOST_TRIES;
  }

  get mayOrder(): boolean {
    return this.order === undefined && !this.waitsForTick && !this.isGivenUp;
  }

  made(order: OrderId): void {
    this.order = order;
  }

  /** A tick of the token has come, or a second has passed. */
  tick(): void {
    this.waitsForTick = false;
  }

  /** It is commanded anew. */
  again(): void {
    this.tries = 0;
    this.waitsForTick = false;
  }

  /** Returns whether this was the last try. */
  hear({ order, reason }: OrderUpdate): boolean {
    if (order.id !== this.order || !isFinal(order.state)) return false;
    this.order = undefined;
    if (order.filled > 0) {
      this.tries = 0;
      this.waitsForTick = order.state !== 'Filled';
      return false;
    }
    this.tries += 1;
    this.reason = reason ?? order.state;
    this.waitsForTick = true;
    return this.isGivenUp;
  }
}
