import type { Event } from '../domain/event.js';
import {
  type Intent,
  limit,
  market,
  NO_INTENTS,
  type Side,
  stop,
  stopLimit,
  type SubmitIntent,
} from '../domain/intent.js';
import type { StrategyContext } from '../domain/strategy.js';
import { isOpen, type Leg, legHeard, legWanting, newLeg, retried } from './leg.js';
import { type Distance, trailed } from './trail.js';

/** An entry with the two orders that end what it bought or sold. */
export interface BracketPlan {
  /** Unique among the strategy's helpers; another one for each bracket. */
  readonly tag: string;
  readonly entry: SubmitIntent;
  /** Price at which the profit is taken. */
  readonly target: number;
  /** Trigger at which the loss is taken. */
  readonly stop: number;
  /** Limit of the stop; left out, it takes any price. */
  readonly stopLimit?: number;
  /** The stop follows the price at this distance, never back; left out, it stays. */
  readonly trail?: Distance;
}

/** A bracket on its way. Plain data. */
export interface Bracket {
  readonly plan: BracketPlan;
  /**
   * `Over`: nothing is held and nothing is open. `Left`: somebody else (a command, the square-off) cancelled one of
   * its orders, so it does nothing more and what it holds is the strategy's. `Stuck`: it could not get out: even an
   * order at market was refused.
   */
  readonly phase: 'Entering' | 'Holding' | 'Leaving' | 'Over' | 'Left' | 'Stuck';
  readonly entry: Leg;
  readonly target: Leg;
  readonly stop: Leg;
  /** At market: what is held where the stop would not be had, or where the bracket is to be left. */
  readonly exit: Leg;
  /** At market: what both exits together traded too much, since the cancellation of one came too late. */
  readonly repair: Leg;
  /** Units that both exits traded too much, in all. */
  readonly raced: number;
  /** Where the stop stands. */
  readonly trigger: number;
}

/** A bracket that has placed nothing yet: its entry goes out with the first step. */
export const bracket = (plan: BracketPlan): Bracket => ({
  plan,
  phase: 'Entering',
  entry: newLeg(`${plan.tag}/entry`),
  target: newLeg(`${plan.tag}/target`),
  stop: newLeg(`${plan.tag}/stop`),
  exit: newLeg(`${plan.tag}/exit`),
  repair: newLeg(`${plan.tag}/repair`),
  raced: 0,
  trigger: plan.stop,
});

/** Units that it holds, whatever the side. */
export const heldByBracket = ({ entry, target, stop: loss, exit, repair }: Bracket): number =>
  entry.filled + repair.filled - target.filled - loss.filled - exit.filled;

/** The bracket to be left: its orders are cancelled, and what it holds goes at market, with the next steps. */
export const leaveBracket = (state: Bracket): Bracket =>
  state.phase === 'Entering' || state.phase === 'Holding' ? { ...state, phase: 'Leaving' } : state;

export const isBracketOver = ({ phase }: Bracket): boolean =>
  phase === 'Over' || phase === 'Left' || phase === 'Stuck';

/**
 * Keeps target and stop at what is held: as the entry fills in parts they grow, as one of them fills the other
 * shrinks and then ends, and the rest of the entry with it. Both may trade, since a cancellation takes its time:
 * what they traded too much is undone at market and told in `raced`. A stop that is refused is an exit at market.
 */
export const bracketStep = (
  before: Bracket,
  event: Event,
  context: StrategyContext,
): readonly [state: Bracket, intents: readonly Intent[]] => {
  if (isBracketOver(before) && event.kind !== 'OrderUpdate') return [before, NO_INTENTS];
  const state = heard(before, event, context);
  if (state.phase === 'Left' || state.phase === 'Stuck') return [state, NO_INTENTS];
  const [after, intents] = settled(asked(state, context));
  return [sameOr(before, after), intents];
};

const heard = (state: Bracket, event: Event, context: StrategyContext): Bracket => {
  const next = {
    ...state,
    entry: legHeard(state.entry, event),
    target: legHeard(state.target, event),
    stop: legHeard(state.stop, event),
    exit: outHeard(state.exit, event),
    repair: outHeard(state.repair, event),
    trigger: triggerAt(state, event, context),
  };
  const raced = Math.max(state.raced, next.repair.filled - heldByBracket(next));
  return sameOr(state, { ...next, raced, phase: phaseOf(next) });
};

/** An order to get out at market that was denied is tried again, a second later. */
const outHeard = (leg: Leg, event: Event): Leg =>
  event.kind === 'ClockTicked' && leg.made < MOST_TRIES ? retried(leg) : legHeard(leg, event);

const MOST_TRIES = 5;

const phaseOf = (state: Bracket): Bracket['phase'] => {
  const { phase, entry, target, stop: loss, exit, repair } = state;
  if ([entry, target, loss, exit, repair].some((leg) => leg.phase === 'Taken')) return 'Left';
  if ([exit, repair].some((leg) => leg.phase === 'Denied' && leg.made >= MOST_TRIES)) return 'Stuck';
  const isHeld = heldByBracket(state) !== 0;
  return isHeld && (phase === 'Entering' || phase === 'Over') ? 'Holding' : phase;
};

/** The same object when nothing changed. */
const sameOr = (before: Bracket, after: Bracket): Bracket =>
  KEYS.every((key) => before[key] === after[key]) ? before : after;

const KEYS = ['phase', 'entry', 'target', 'stop', 'exit', 'repair', 'raced', 'trigger'] as const;

const triggerAt = (
  { plan, trigger, entry }: Bracket,
  event: Event,
  { instrument }: StrategyContext,
): number =>
  plan.trail === undefined || entry.filled === 0 || event.kind !== 'Tick' || event.last === undefined
    ? trigger
    : trailed(exitSide(plan), plan.trail, trigger, event.last, instrument.tickSize);

type Asked = readonly [state: Bracket, intents: readonly Intent[]];

const asked = (state: Bracket, context: StrategyContext): Asked => {
  const { plan, trigger } = state;
  const { quantity } = plan.entry;
  const side = exitSide(plan);
  const held = heldByBracket(state);
  const isLeaving = state.phase === 'Leaving' || state.stop.phase === 'Denied';
  const hasLeft = state.target.filled + state.stop.filled + state.exit.filled > 0;
  const canEnter = state.entry.made === 0 || isOpen(state.entry);
  const toEnter = !isLeaving && !hasLeft && canEnter ? quantity - state.entry.filled : 0;
  const toProtect = isLeaving ? 0 : Math.max(0, held);
  const stopLike =
    plan.stopLimit === undefined
      ? stop(side, 0, trigger, 'bracket: stop')
      : stopLimit(side, 0, trigger, plan.stopLimit + trigger - plan.stop, 'bracket: stop');

  const [entry, forEntry] = legWanting(state.entry, toEnter, plan.entry, context);
  const [loss, forStop] = legWanting(state.stop, toProtect, stopLike, context);
  const [target, forTarget] = legWanting(
    state.target,
    toProtect,
    limit(side, 0, plan.target, 'bracket: target'),
    context,
  );
  // at market only when nothing else of it can trade any more
  const isAlone = ![entry, target, loss].some(isOpen);
  const [exit, forExit] = legWanting(
    state.exit,
    isLeaving && isAlone ? Math.max(0, held) : 0,
    market(side, 0, 'bracket: out'),
    context,
  );
  const [repair, forRepair] = legWanting(
    state.repair,
    Math.max(0, -held),
    market(plan.entry.side, 0, 'bracket: both exits traded'),
    context,
  );
  return [
    { ...state, entry, target, stop: loss, exit, repair },
    [...forEntry, ...forStop, ...forTarget, ...forExit, ...forRepair],
  ];
};

/** Over when nothing is held and nothing is open; what is told later still counts. */
const settled = ([state, intents]: Asked): Asked => {
  const { entry, target, stop: loss, exit, repair } = state;
  const isOpenYet = [entry, target, loss, exit, repair].some(isOpen);
  return isOpenYet || heldByBracket(state) !== 0 ? [state, intents] : [{ ...state, phase: 'Over' }, intents];
};

const exitSide = ({ entry }: BracketPlan): Side => (entry.side === 'BUY' ? 'SELL' : 'BUY');
