import type { Either } from 'fp-ts/lib/Either.js';
import type { Event } from './event.js';
import type { History } from './history.js';
import type { Instrument } from './instrument.js';
import type { Intent } from './intent.js';
import { leavesOf, type Order } from './order.js';
import type { Position } from './position.js';
import type { EpochMs } from './time.js';
import type { Token } from './token.js';

/** What a strategy may know besides the event; bound to one token. */
export interface StrategyContext {
  readonly token: Token;
  readonly instrument: Instrument;
  /** Now, on the world's clock. */
  readonly at: EpochMs;
  /** The token's last ticks, this one included. */
  readonly history: History;
  /** What this strategy holds of this token. */
  readonly position: Position;
  /** This strategy's orders on this token that are not final, oldest first; in flight included. */
  readonly orders: readonly Order[];
}

/** Decodes a configuration: what the core needs of an io-ts codec, without knowing io-ts. */
export interface ConfigCodec<C> {
  readonly name: string;
  decode(value: unknown): Either<readonly unknown[], C>;
}

/**
 * A strategy is a pure state machine: the next state, and what it would like done. No clock, no randomness,
 * no I/O; the same state object when nothing changed; state is plain data. `event` is of the context's token
 * or of none (the clock).
 */
export interface Strategy<C, S> {
  readonly name: string;
  /** An io-ts codec: a bad value is an error at start-up that names it. */
  readonly config: ConfigCodec<C>;
  readonly start: (config: C) => S;
  readonly step: (
    state: S,
    event: Event,
    context: StrategyContext,
    config: C,
  ) => readonly [state: S, intents: readonly Intent[]];
  /**
   * The specs of the bars that it goes by (`5m`), none where it goes by ticks: a pipeline whose graph does not cut them
   * is refused at start-up.
   */
  readonly bars?: (config: C) => readonly string[];
  /**
   * What of the state is worth drawing: indicators, in rupees where they belong over prices. Asked after every bar that
   * the strategy goes by, and of one that goes by none once in each minute in which it heard a tick. One without `bars`
   * goes by all that it hears.
   */
  readonly plots?: (state: S, config: C) => PlotValues;
}

/** Values by name; undefined while there is none yet. */
export type PlotValues = Readonly<Record<string, number | undefined>>;

/** Units the strategy will hold when all its open orders have been executed. */
export const expectedQuantity = (context: StrategyContext): number => {
  let quantity = context.position.quantity;
  for (const order of context.orders) quantity += leavesOf(order);
  return quantity;
};

/** Types a strategy: configuration and state are inferred. */
export const defineStrategy = <C, S>(strategy: Strategy<C, S>): Strategy<C, S> => strategy;
