import type { CancelIntent, SubmitIntent } from '../domain/intent.js';
import type { Order, Product } from '../domain/order.js';
import type { Token } from '../domain/token.js';

/** Something that must be done for a strategy on a token, whatever it wants itself. */
export type Duty = CancelDuty | CloseDuty;

export interface CancelDuty {
  readonly kind: 'Cancel';
  readonly order: Order;
  readonly intent: CancelIntent;
  readonly obeys: 'cancel' | 'flatten' | 'squareOff';
}

export interface CloseDuty {
  readonly kind: 'Close';
  readonly strategy: string;
  readonly token: Token;
  readonly product: Product;
  readonly intent: SubmitIntent;
  readonly obeys: 'flatten' | 'squareOff';
}

/** A closing that was given up. */
export interface NotClosed {
  readonly strategy: string;
  readonly token: Token;
  readonly quantity: number;
  readonly tries: number;
  readonly reason: string;
}
