import type { Conclusion, Decision, Stamp, Unstamped } from '../domain/entry.js';
import { type Event, isRestart, type OrderUpdate, tokenOfEvent } from '../domain/event.js';
import type { History } from '../domain/history.js';
import type { Instrument } from '../domain/instrument.js';
import type { Intent, ModifyIntent, SubmitIntent } from '../domain/intent.js';
import { NO_MONEY } from '../domain/money.js';
import { isFinal, type Order, orderIdOf, type OrderTerms } from '../domain/order.js';
import { applyFill, FLAT, type Position } from '../domain/position.js';
import type { EpochMs } from '../domain/time.js';
import type { Binding } from './binding.js';
import { plotted, PlotTimes } from './plots.js';
import type { TokenStage } from './per-token.js';

/**
 * Runs a strategy on the one token of `instrument`. It keeps the strategy's own position and open orders from
 * the order updates, refuses events of other tokens, and concludes a Decision for every intent. A strategy
 * that throws is stopped on this token: StrategyFailed tells the event.
 * Decisions are numbered where they join the belt, which an operator behind the strategies may put off.
 */
export const runStrategy =
  (binding: Binding, instrument: Instrument, history: History, stamp: Stamp): TokenStage =>
  (emit) => {
    const run = new Run(binding, instrument, history, stamp);
    const hear = (event: Event): void => {
      for (const conclusion of run.hear(event)) emit(conclusion);
    };
    const { strategy, config, isRecorded } = binding;
    if (strategy.plots === undefined) return hear;
    const times = new PlotTimes(instrument.token, strategy.bars?.(config), isRecorded);
    return (event) => {
      hear(event);
      if (times.isDue(event)) for (const conclusion of run.plot(event)) emit(conclusion);
    };
  };

/** One strategy on one token. Its state is its own: it was made for one subscription. */
class Run {
  private state: unknown = undefined;
  private position: Position = FLAT;
  /** Orders that are not final, oldest first. */
  private orders: readonly Order[] = [];
  /** Orders made so far. */
  private made = 0;
  /** `New` before the first event, with which the strategy starts, and when it begins again; `Failed` once it threw. */
  private phase: 'New' | 'Running' | 'Failed' = 'New';

  constructor(
    private readonly binding: Binding,
    private readonly instrument: Instrument,
    private readonly history: History,
    private readonly stamp: Stamp,
  ) {}

  hear(event: Event): readonly Conclusion[] {
    const { name } = this.binding;
    const { token } = this.instrument;
    const of = tokenOfEvent(event);
    if (of !== undefined && of !== token)
      return [{ kind: 'WrongToken', cause: event.seq, token, strategy: name, of }];
    if (event.kind === 'Command' && event.strategy !== undefined && event.strategy !== name) return NOTHING;
    if (event.kind === 'OrderUpdate') {
      if (event.strategy !== name) return NOTHING;
      this.update(event);
    }
    if (isRestart(event)) this.phase = 'New';
    return this.step(event);
  }

  /** Its values worth drawing, once it has any. */
  plot(event: Event): readonly Conclusion[] {
    if (this.phase === 'Failed') return NOTHING;
    const { strategy, config, name } = this.binding;
    try {
      const values = plotted(strategy.plots?.(this.state, config));
      if (values === undefined) return NOTHING;
      return [{ kind: 'Plotted', cause: event.seq, token: this.instrument.token, strategy: name, values }];
    } catch (error) {
      return this.fail(event, error);
    }
  }

  private step(event: Event): readonly Conclusion[] {
    if (this.phase === 'Failed') return NOTHING;
    try {
      return this.react(event);
    } catch (error) {
      return this.fail(event, error);
    }
  }

  private react(event: Event): readonly Conclusion[] {
    const { strategy, config } = this.binding;
    const { instrument, history, position, orders } = this;
    const { token } = instrument;
    if (this.phase === 'New') {
      this.state = strategy.start(config);
      this.phase = 'Running';
    }
    const at = this.stamp.now();
    const [state, intents] = strategy.step(
      this.state,
      event,
      { token, instrument, at, history, position, orders },
      config,
    );
    const decisions = intents.length === 0 ? NOTHING : this.decide(state, event, intents, at);
    this.state = state;
    return decisions;
  }

  /** Remembers the orders that `intents` make, unless one of them is none. */
  private decide(
    state: unknown,
    event: Event,
    intents: readonly Intent[],
    at: EpochMs,
  ): readonly Unstamped<Decision>[] {
    let { orders, made } = this;
    const decisions: Unstamped<Decision>[] = [];
    for (const intent of intents) {
      switch (intent.kind) {
        case 'Submit': {
          made += 1;
          const order = this.orderOf(intent, made, at);
          orders = [...orders, order];
          decisions.push(this.decision(state, event, intent, order, order.id));
          break;
        }
        case 'Modify': {
          const order = orders.find(({ id }) => id === intent.orderId);
          const changed = order === undefined ? undefined : { ...order, ...termsAfter(order, intent) };
          decisions.push(this.decision(state, event, intent, changed, intent.orderId));
          break;
        }
        case 'Cancel': {
          const order = orders.find(({ id }) => id === intent.orderId);
          decisions.push(this.decision(state, event, intent, order, intent.orderId));
          break;
        }
        default: // strategy files are loaded without a look at their types
          throw new TypeError(`an intent is neither Submit, Modify nor Cancel: ${JSON.stringify(intent)}`);
      }
    }
    this.orders = orders;
    this.made = made;
    return decisions;
  }

  private fail(event: Event, error: unknown): readonly Conclusion[] {
    this.phase = 'Failed';
    return [
      {
        kind: 'StrategyFailed',
        cause: event.seq,
        token: this.instrument.token,
        strategy: this.binding.name,
        event,
        message: error instanceof Error ? `${error.name}: ${error.message}` : String(error),
        stack: error instanceof Error ? error.stack : undefined,
      },
    ];
  }

  private decision(
    state: unknown,
    event: Event,
    intent: Intent,
    order: Order | undefined,
    orderId: Order['id'],
  ): Unstamped<Decision> {
    return {
      kind: 'Decision',
      cause: event.seq,
      token: this.instrument.token,
      strategy: this.binding.name,
      intent,
      orderId,
      order,
      event,
      state,
    };
  }

  private orderOf(intent: SubmitIntent, number: number, at: EpochMs): Order {
    const { name } = this.binding;
    const { token } = this.instrument;
    return {
      id: orderIdOf(name, token, number),
      strategy: name,
      token,
      side: intent.side,
      quantity: intent.quantity,
      type: intent.type,
      limit: intent.limit,
      trigger: intent.trigger,
      validity: intent.validity,
      product: intent.product ?? this.binding.product ?? 'INTRADAY',
      disclosed: intent.disclosed,
      state: 'InFlight',
      isTriggered: intent.trigger === undefined,
      filled: 0,
      filledValue: NO_MONEY,
      asked: undefined,
      tag: intent.tag,
      decidedAt: at,
    };
  }

  private update({ order, fill }: OrderUpdate): void {
    if (fill !== undefined) this.position = applyFill(this.position, fill, this.instrument.multiplier)[0];
    const others = this.orders.filter(({ id }) => id !== order.id);
    if (isFinal(order.state)) this.orders = others;
    else if (others.length === this.orders.length)
      this.orders = [...others, order]; // made in its name, to obey
    else this.orders = this.orders.map((before) => (before.id === order.id ? order : before));
  }
}

/** What an intent leaves undefined stays. */
const termsAfter = (order: Order, { change }: ModifyIntent): OrderTerms => ({
  quantity: change.quantity ?? order.quantity,
  limit: change.limit ?? order.limit,
  trigger: change.trigger ?? order.trigger,
});

const NOTHING: readonly never[] = [];
