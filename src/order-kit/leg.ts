import type { Event, OrderUpdate } from '../domain/event.js';
import { cancel, type Intent, modify, NO_INTENTS, type SubmitIntent, tagged } from '../domain/intent.js';
import { isFinal, type Order, type OrderState, termsOf } from '../domain/order.js';
import type { StrategyContext } from '../domain/strategy.js';

/**
 * One of the orders that a helper keeps for a strategy: at most one is open at a time; when one has ended another
 * can take its place. It is found again by its tag. Plain data.
 */
export interface Leg {
  /** Unique among the legs of the strategy: `long/stop`. */
  readonly tag: string;
  /** Orders made so far. */
  readonly made: number;
  /**
   * `Idle`: none is open and one can be made. `Ending`: we asked for its end. `Denied`: risk or the exchange would
   * not have it. `Taken`: somebody else ended it.
   */
  readonly phase: 'Idle' | 'Working' | 'Ending' | 'Denied' | 'Taken';
  /** Units executed, of all its orders. */
  readonly filled: number;
  /**
   * Other terms that were asked for last, and that were refused last, as text: these are not asked for again within a
   * second.
   */
  readonly asked: string | undefined;
  readonly refused: string | undefined;
  /** Other terms are `Wished` until we hear that they were asked for, and `Asked` until that is answered. */
  readonly asking: 'No' | 'Wished' | 'Asked';
}

export const newLeg = (tag: string): Leg => ({
  tag,
  made: 0,
  phase: 'Idle',
  filled: 0,
  asked: undefined,
  refused: undefined,
  asking: 'No',
});

/** The leg after a denial, if it is to be tried again. */
export const retried = (leg: Leg): Leg => (leg.phase === 'Denied' ? { ...leg, phase: 'Idle' } : leg);

/** An order of it may trade. */
export const isOpen = ({ phase }: Leg): boolean => phase === 'Working' || phase === 'Ending';

/** The leg after what became of its orders. Executions count however late they are told. */
export const legHeard = (leg: Leg, event: Event): Leg => {
  if (event.kind === 'ClockTicked' && leg.refused !== undefined) return { ...leg, refused: undefined };
  if (event.kind !== 'OrderUpdate') return leg;
  const { order, fill, change } = event;
  if (!isOf(leg, order)) return leg;
  const filled = leg.filled + (fill?.quantity ?? 0);
  if (order.tag !== tagOf(leg)) return { ...leg, filled };
  if (isFinal(order.state)) {
    const phase = isOpen(leg) ? phaseAfter(leg, order.state) : leg.phase;
    return { ...leg, filled, phase };
  }
  if (change === 'CancelRejected' && leg.phase === 'Ending') return { ...leg, filled, phase: 'Working' };
  if (change === 'AskRefused' || change === 'ModifyRejected')
    return { ...leg, filled, refused: leg.asked, asking: 'No' };
  const asking = askingAfter(leg, change, order);
  return filled === leg.filled && asking === leg.asking ? leg : { ...leg, filled, asking };
};

/** An execution beyond the old terms answers too: it leaves nothing asked for. */
const askingAfter = ({ asking }: Leg, change: OrderUpdate['change'], { asked }: Order): Leg['asking'] => {
  if (change === 'ModifyAsked') return 'Asked';
  return change === 'Modified' || (asking === 'Asked' && asked === undefined) ? 'No' : asking;
};

/**
 * The leg, and what it takes to have `units` more of it traded, by the type and prices of `like`: a new order, other
 * terms for the one that is open, or its end where `units` is none. One thing at a time: while something is under way
 * it waits.
 */
export const legWanting = (
  leg: Leg,
  units: number,
  like: SubmitIntent,
  { orders }: Pick<StrategyContext, 'orders'>,
): readonly [leg: Leg, intents: readonly Intent[]] => {
  if (leg.phase === 'Idle') return units > 0 ? submitted(leg, units, like) : [leg, NO_INTENTS];
  if (leg.phase !== 'Working') return [leg, NO_INTENTS];
  const order = orders.find(({ tag }) => tag === tagOf(leg));
  if (order === undefined || BUSY.has(order.state)) return [leg, NO_INTENTS];
  if (units <= 0) return [{ ...leg, phase: 'Ending' }, [cancel(order.id, like.reason)]];
  const quantity = order.filled + units;
  const { limit, trigger } = order.isTriggered ? { ...like, trigger: order.trigger } : like;
  if (quantity === order.quantity && limit === order.limit && trigger === order.trigger)
    return [leg, NO_INTENTS];
  if (leg.asking !== 'No' || order.state === 'InFlight' || order.state === 'ModifyInFlight')
    return [leg, NO_INTENTS];
  const wanted = JSON.stringify(
    termsOf({ ...order, ...like, limit, trigger, quantity: quantity as Order['quantity'] }),
  );
  if (leg.refused === wanted) return [leg, NO_INTENTS];
  const change = {
    quantity,
    ...(limit === undefined ? {} : { limit }),
    ...(trigger === undefined ? {} : { trigger }),
  };
  return [{ ...leg, asked: wanted, asking: 'Wished' }, [modify(order.id, change, like.reason)]];
};

const submitted = (leg: Leg, units: number, like: SubmitIntent): readonly [Leg, readonly Intent[]] => {
  const next: Leg = {
    ...leg,
    made: leg.made + 1,
    phase: 'Working',
    asked: undefined,
    refused: undefined,
    asking: 'No',
  };
  const quantity = units as SubmitIntent['quantity'];
  return [next, [tagged(tagOf(next), { ...like, quantity })]];
};

/** Its end is under way, or nobody knows what became of it. */
const BUSY: ReadonlySet<OrderState> = new Set<OrderState>(['CancelInFlight', 'Unknown']);

const tagOf = ({ tag, made }: Leg): string => `${tag}#${made}`;

const isOf = (leg: Leg, { tag }: Order): boolean => tag?.startsWith(`${leg.tag}#`) === true;

const phaseAfter = ({ phase }: Leg, state: OrderState): Leg['phase'] => {
  if (state === 'Refused' || state === 'Rejected') return 'Denied';
  return state === 'Cancelled' && phase !== 'Ending' ? 'Taken' : 'Idle';
};
