import type { Conclusion, Decision, Stamp, Unstamped } from '../domain/entry.js';
import { type Event, type OrderUpdate, tokenOfEvent } from '../domain/event.js';
import type { History } from '../domain/history.js';
import type { Instrument } from '../domain/instrument.js';
import { cancel, type Intent, type SubmitIntent } from '../domain/intent.js';
import { isFinal, type Order, orderIdOf } from '../domain/order.js';
import { applyFill, FLAT, type Position } from '../domain/position.js';
import type { EpochMs } from '../domain/time.js';
import type { Binding } from './binding.js';
import { conclude, NONE } from './stage.js';
import type { TokenStage } from './per-token.js';

/** One strategy on one token, between two events. */
interface Run {
  readonly state: unknown;
  readonly position: Position;
  /** Orders that are not final, oldest first. */
  readonly orders: readonly Order[];
  /** Orders made so far. */
  readonly made: number;
  /** `New` before the first event, with which the strategy starts; `Failed` once it has thrown. */
  readonly phase: 'New' | 'Running' | 'Failed';
}

type Reaction = readonly [run: Run, conclusions: readonly Conclusion[]];

/**
 * Runs a strategy on the one token of `instrument`. It keeps the strategy's own position and open orders from
 * the order updates, refuses events of other tokens, and concludes a Decision for every intent. A strategy
 * that throws is stopped on this token: StrategyFailed tells the event, and its open orders are cancelled.
 */
export const runStrategy = (
  binding: Binding,
  instrument: Instrument,
  history: History,
  stamp: Stamp,
): TokenStage => {
  const { name, strategy, config } = binding;
  const { token } = instrument;

  const hear = (run: Run, event: Event): Reaction => {
    const of = tokenOfEvent(event);
    if (of !== undefined && of !== token) {
      return [run, [{ kind: 'WrongToken', cause: event.seq, token, strategy: name, of }]];
    }
    if (event.kind === 'OrderUpdate') {
      return event.strategy === name
        ? react(withUpdate(run, event, instrument.multiplier), event)
        : [run, NONE];
    }
    return react(run, event);
  };

  const react = (run: Run, event: Event): Reaction => {
    if (run.phase === 'Failed') return [run, NONE];
    if (run.phase === 'New') return begin(run, event);
    const at = stamp.now();
    const { position, orders } = run;
    try {
      const [state, intents] = strategy.step(
        run.state,
        event,
        { token, instrument, at, history, position, orders },
        config,
      );
      const next = state === run.state ? run : withState(run, state);
      return intents.length === 0 ? [next, NONE] : decide(next, event, intents, at);
    } catch (error) {
      return fail(run, event, error);
    }
  };

  const begin = (run: Run, event: Event): Reaction => {
    let state: unknown;
    try {
      state = strategy.start(config);
    } catch (error) {
      return fail(run, event, error);
    }
    return react(withState(run, state), event);
  };

  const decide = (run: Run, event: Event, intents: readonly Intent[], at: EpochMs): Reaction => {
    let { orders, made } = run;
    const decisions: Conclusion[] = [];
    for (const intent of intents) {
      switch (intent.kind) {
        case 'Submit': {
          made += 1;
          const order = orderOf(intent, made, at);
          orders = [...orders, order];
          decisions.push(decision(run, event, intent, order, order.id));
          break;
        }
        case 'Cancel': {
          const order = orders.find(({ id }) => id === intent.orderId);
          decisions.push(decision(run, event, intent, order, intent.orderId));
          break;
        }
        default: // strategy files are loaded without a look at their types
          throw new TypeError(`an intent is neither Submit nor Cancel: ${JSON.stringify(intent)}`);
      }
    }
    return [{ ...run, orders, made }, decisions];
  };

  const fail = (run: Run, event: Event, error: unknown): Reaction => [
    { ...run, phase: 'Failed' },
    [
      {
        kind: 'StrategyFailed',
        cause: event.seq,
        token,
        strategy: name,
        event,
        message: error instanceof Error ? `${error.name}: ${error.message}` : String(error),
        stack: error instanceof Error ? error.stack : undefined,
      },
      ...run.orders.map((order) =>
        decision(run, event, cancel(order.id, 'the strategy failed'), order, order.id),
      ),
    ],
  ];

  const decision = (
    run: Run,
    event: Event,
    intent: Intent,
    order: Order | undefined,
    orderId: Order['id'],
  ): Unstamped<Decision> => ({
    kind: 'Decision',
    cause: event.seq,
    token,
    strategy: name,
    intent,
    orderId,
    order,
    event,
    state: run.state,
  });

  const orderOf = (intent: SubmitIntent, number: number, at: EpochMs): Order => ({
    id: orderIdOf(name, token, number),
    strategy: name,
    token,
    side: intent.side,
    quantity: intent.quantity,
    type: intent.type,
    limit: intent.limit,
    validity: intent.validity,
    state: 'InFlight',
    filled: 0,
    decidedAt: at,
  });

  return conclude(() => NEW, hear, unnumbered);
};

/** A decision is numbered where it joins the belt, which an operator behind the strategies may put off. */
const unnumbered = (conclusion: Conclusion): Conclusion => conclusion;

const NEW: Run = { state: undefined, position: FLAT, orders: [], made: 0, phase: 'New' };

const withState = (run: Run, state: unknown): Run => ({
  state,
  position: run.position,
  orders: run.orders,
  made: run.made,
  phase: 'Running',
});

const withUpdate = (run: Run, { order, fill }: OrderUpdate, multiplier: number): Run => ({
  ...run,
  position: fill === undefined ? run.position : applyFill(run.position, fill, multiplier)[0],
  orders: isFinal(order.state)
    ? run.orders.filter(({ id }) => id !== order.id)
    : run.orders.map((before) => (before.id === order.id ? order : before)),
});
