import type { ChargeItems } from './charge-items.js';
import type { ChargeSegment } from './charge-table.js';
import type { Fill } from './fill.js';
import type { Instrument } from './instrument.js';
import type { Money } from './money.js';
import type { Product } from './order.js';
import type { SessionDay } from './session.js';

/** An execution with what its charges depend on. */
export interface NotedFill {
  readonly fill: Fill;
  readonly instrument: Instrument;
  readonly product: Product;
}

/** What a broker writes at the end of a day for one segment: all executions of the client, its charges rounded. */
export interface ContractNote {
  readonly day: SessionDay;
  readonly segment: ChargeSegment;
  readonly bought: Money;
  readonly sold: Money;
  /** Orders with at least one execution. */
  readonly orders: number;
  readonly items: ChargeItems;
  readonly total: Money;
  /** The estimates that the executions were charged with, which the note replaces. */
  readonly estimated: Money;
}
