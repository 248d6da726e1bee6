import type { Price } from '../../domain/money.js';
import type { Order } from '../../domain/order.js';
import type { SessionDay } from '../../domain/session.js';
import type { Tick } from '../../domain/tick.js';
import type { Draw } from '../order-stream.js';

/** An order at the exchange. Its own fold changes it in place; nobody else sees it. */
export interface Working {
  order: Order;
  /** The day that it is good for; undefined until its first tick where bars are of days. */
  session: SessionDay | undefined;
  /** `seq` of the entry that sent it: the cause of what becomes of it. */
  readonly cause: number;
  /**
   * `Asleep`: a stop before its trigger. `Arrived`: no tick has come since. `Taking`: it has had what the other side
   * showed within its limit, and takes what that shows next. `Resting`: it waits in the book.
   */
  phase: 'Asleep' | 'Arrived' | 'Taking' | 'Resting';
  /**
   * Units before it in the queue at its price; undefined until they are known. Below zero is what has reached it
   * and was no whole lot.
   */
  front: number | undefined;
  /** Units left of the slice that the market is shown. */
  shown: number;
  /** Of a stop, once it is awake. */
  wokenBy: Tick | undefined;
  /** Units that the prices of a bar have reached: they trade with its close. */
  reached: number;
  /** Executions so far. */
  executions: number;
  /** Whether its turn at the touch is a fill. */
  readonly draw: Draw;
}

export const leavesOf = ({ order }: Working): number => order.quantity - order.filled;

/** The largest slice that it shows. */
export const sliceOf = ({ order }: Working): number =>
  Math.min(order.disclosed ?? Infinity, order.quantity - order.filled);

/** Where an execution is told: to whom it may concern, in order. */
export type Execute = (working: Working, quantity: number, price: Price) => void;
