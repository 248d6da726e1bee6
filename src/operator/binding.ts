import type { Shareholder } from '../domain/capital-shares.js';
import type { Product } from '../domain/order.js';
import type { Strategy } from '../domain/strategy.js';
import type { Token } from '../domain/token.js';

/** A strategy with its decoded configuration, on the tokens it listens to: what is left of names at run time. */
export interface Binding extends Shareholder {
  /** Unique in its pipeline; part of every order id. */
  readonly name: string;
  readonly strategy: Strategy<unknown, unknown>;
  readonly config: unknown;
  readonly tokens: ReadonlySet<Token>;
  /** Of orders that name none; `INTRADAY` when left out. */
  readonly product?: Product | undefined;
  /**
   * Of a strategy that repeats what was recorded: at which events, by their number. Behind each tick and bar of these it
   * is asked what it draws, since the code that drew may have gone by other bars than it does.
   */
  readonly isRecorded?: (seq: number) => boolean;
}
