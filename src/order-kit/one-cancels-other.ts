import type { Event } from '../domain/event.js';
import type { Intent, SubmitIntent } from '../domain/intent.js';
import type { StrategyContext } from '../domain/strategy.js';
import { isOpen, type Leg, legHeard, legWanting, newLeg } from './leg.js';

/** Two orders of which one is to trade. Plain data. */
export interface OneCancelsOther {
  readonly wishes: readonly [SubmitIntent, SubmitIntent];
  readonly legs: readonly [Leg, Leg];
  /** Which is to trade: that which traded first; undefined before. */
  readonly winner: 0 | 1 | undefined;
  /** Units of the other that traded all the same, before its cancellation reached it: the strategy's to undo. */
  readonly raced: number;
}

/** `tag` is unique among the strategy's helpers. The orders go out with the first step. */
export const oneCancelsOther = (tag: string, first: SubmitIntent, second: SubmitIntent): OneCancelsOther => ({
  wishes: [first, second],
  legs: [newLeg(`${tag}/first`), newLeg(`${tag}/second`)],
  winner: undefined,
  raced: 0,
});

/** Neither of them will trade any more. */
export const areBothOver = ({ legs }: OneCancelsOther): boolean =>
  legs.every((leg) => leg.made > 0 && !isOpen(leg));

/** Places both; at the first execution of one the other is cancelled. A partly executed winner goes on. */
export const oneCancelsOtherStep = (
  state: OneCancelsOther,
  event: Event,
  context: StrategyContext,
): readonly [state: OneCancelsOther, intents: readonly Intent[]] => {
  const heard = [legHeard(state.legs[0], event), legHeard(state.legs[1], event)] as const;
  const winner = state.winner ?? (heard[0].filled > 0 ? 0 : heard[1].filled > 0 ? 1 : undefined);
  const unitsOf = (which: 0 | 1): number => {
    if (heard[which].made > 0 && heard[which].phase === 'Idle') return 0; // it ended; there is no second
    return winner === undefined || winner === which ? state.wishes[which].quantity - heard[which].filled : 0;
  };
  const [first, forFirst] = legWanting(heard[0], unitsOf(0), state.wishes[0], context);
  const [second, forSecond] = legWanting(heard[1], unitsOf(1), state.wishes[1], context);
  const raced = winner === undefined ? 0 : heard[winner === 0 ? 1 : 0].filled;
  const isSame =
    first === state.legs[0] && second === state.legs[1] && winner === state.winner && raced === state.raced;
  return [isSame ? state : { ...state, legs: [first, second], winner, raced }, [...forFirst, ...forSecond]];
};
