import type { FillModel } from '../../domain/fill-model.js';
import type { FreezeRow } from '../../domain/freeze-quantities.js';
import type { Instrument } from '../../domain/instrument.js';
import type { Order } from '../../domain/order.js';
import type { Tick } from '../../domain/tick.js';
import type { TradingDay } from '../../domain/calendar.js';
import type { EpochMs } from '../../domain/time.js';

/** What an exchange holds an order against, placed or modified. */
export interface CheckContext {
  readonly model: FillModel;
  /** Undefined for what no master lists: what is checked by it passes. */
  readonly instrument: Instrument | undefined;
  /** What is known of the market; undefined before the first tick. */
  readonly last: Tick | undefined;
  readonly freezes: readonly FreezeRow[];
  readonly at: EpochMs;
  readonly today: TradingDay;
}

/** Why `order` is rejected, a line for people; undefined when it passes. */
export type Check = (order: Order, context: CheckContext) => string | undefined;
