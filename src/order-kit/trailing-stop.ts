import type { Event } from '../domain/event.js';
import { type Intent, NO_INTENTS, type Side, stop, type SubmitIntent } from '../domain/intent.js';
import type { StrategyContext } from '../domain/strategy.js';
import { type Leg, legHeard, legWanting, newLeg } from './leg.js';
import { type Distance, trailed } from './trail.js';

/** A stop that follows the price. Plain data. */
export interface TrailingStop {
  /** Of the order: to sell a long position. */
  readonly side: Side;
  readonly quantity: number;
  readonly distance: Distance;
  /** Undefined before the first price. */
  readonly trigger: number | undefined;
  readonly leg: Leg;
}

/** A stop for `quantity` on `side`, `distance` behind the price; its `tag` is unique among the strategy's helpers. */
export const trailingStop = (
  tag: string,
  side: Side,
  quantity: number,
  distance: Distance,
): TrailingStop => ({
  side,
  quantity,
  distance,
  trigger: undefined,
  leg: newLeg(tag),
});

/**
 * Places the stop at the first price and moves its trigger with every better one, never back. It is done when its
 * `leg` has `quantity` filled, and stands still when it was denied, or taken by somebody else (`leg.phase`).
 */
export const trailingStopStep = (
  state: TrailingStop,
  event: Event,
  context: StrategyContext,
): readonly [state: TrailingStop, intents: readonly Intent[]] => {
  const { side, quantity, distance } = state;
  const heard = legHeard(state.leg, event);
  const trigger =
    event.kind === 'Tick' && event.last !== undefined
      ? trailed(side, distance, state.trigger, event.last, context.instrument.tickSize)
      : state.trigger;
  if (trigger === undefined) return [heard === state.leg ? state : { ...state, leg: heard }, NO_INTENTS];
  const like: SubmitIntent = stop(side, quantity, trigger, 'trailing stop');
  const [leg, intents] = legWanting(heard, quantity - heard.filled, like, context);
  const isSame = leg === state.leg && trigger === state.trigger;
  return [isSame ? state : { ...state, trigger, leg }, intents];
};
