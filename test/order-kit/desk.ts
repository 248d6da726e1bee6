import * as E from 'fp-ts/lib/Either.js';
import type { Event, OrderUpdate } from '../../src/domain/event.js';
import { TickHistory } from '../../src/domain/history.js';
import type { Intent } from '../../src/domain/intent.js';
import { signOf } from '../../src/domain/intent.js';
import type { OrderChange } from '../../src/domain/order-change.js';
import { lifeAfter, lifeOf, type OrderLife } from '../../src/domain/order-life.js';
import { isFinal, type Order, orderIdOf, type OrderTerms, termsOf } from '../../src/domain/order.js';
import { FLAT } from '../../src/domain/position.js';
import type { EpochMs } from '../../src/domain/time.js';
import type { StrategyContext } from '../../src/domain/strategy.js';
import { askable } from '../../src/operator/askable.js';
import { clockTicked, ticked } from '../operator/events.js';
import { ACC, instrument } from '../support/instrument.js';
import { order } from '../support/order.js';
import { filled } from '../support/order-change.js';

type Step<S> = (state: S, event: Event, context: StrategyContext) => readonly [S, readonly Intent[]];

interface Ask {
  readonly kind: 'Submit' | 'Modify' | 'Cancel';
  readonly id: Order['id'];
  readonly terms: OrderTerms;
}

/**
 * A machine at an exchange that is played by hand: what it asks for waits until the test says yes or no, and its
 * orders trade as the test says, while cancellations are on their way too.
 */
export class Desk<S> {
  readonly wished: string[] = [];
  asks: Ask[] = [];
  /** Units bought less units sold. */
  position = 0;
  private readonly lives = new Map<Order['id'], OrderLife>();
  private seq = 0;
  private made = 0;
  private traded = 0;

  constructor(
    public state: S,
    private readonly step: Step<S>,
  ) {}

  /** A price, at `at` where that matters. */
  tick(last: number, at?: EpochMs): void {
    const tick = ticked((this.seq += 1), ACC, last);
    this.hear(at === undefined ? tick : { ...tick, at });
  }

  second(): void {
    this.hear(clockTicked((this.seq += 1)));
  }

  /** Open orders by their tag: `buy 100@STOP 98 Open`. */
  get orders(): Readonly<Record<string, string>> {
    return Object.fromEntries(
      this.open.map((one) => {
        const price = one.trigger ?? one.limit ?? 'market';
        return [one.tag ?? '', `${one.side} ${one.quantity - one.filled} ${price} ${one.state}`];
      }),
    );
  }

  get open(): readonly Order[] {
    return [...this.lives.values()].map((life) => life.order).filter(({ state }) => !isFinal(state));
  }

  /** The exchange answers what was asked first. */
  answer(yes = true): void {
    const ask = this.asks.shift();
    if (ask === undefined) return;
    const of = this.lives.get(ask.id)?.order;
    if (of === undefined || isFinal(of.state)) return;
    if (ask.kind === 'Submit')
      this.change(
        ask.id,
        yes ? { kind: of.isTriggered ? 'Opened' : 'TriggerPending' } : { kind: 'Rejected' },
      );
    else if (ask.kind === 'Cancel') this.change(ask.id, { kind: yes ? 'Cancelled' : 'CancelRejected' });
    else if (yes && ask.terms.quantity > of.filled)
      this.change(ask.id, { kind: 'Modified', terms: ask.terms });
    else this.change(ask.id, { kind: 'ModifyRejected' });
  }

  answerAll(): void {
    for (let n = 0; this.asks.length > 0; n += 1) {
      if (n > 1_000) throw new Error('it never ends');
      this.answer();
    }
  }

  /** Units of the order with that tag trade, as many as it has. */
  trade(tag: string, units = Infinity): void {
    const of = this.open.find((one) => one.tag === tag);
    if (of === undefined || this.asks.some(({ kind, id }) => kind === 'Submit' && id === of.id)) return;
    if (!of.isTriggered) this.change(of.id, { kind: 'Triggered' });
    const quantity = Math.min(units, of.quantity - of.filled);
    if (quantity <= 0) return;
    this.position += signOf(of.side) * quantity;
    this.change(of.id, filled(`x${(this.traded += 1)}`, quantity, undefined, of.trigger ?? of.limit ?? 100));
  }

  /** Something happens to the order with that tag that nobody asked for. */
  happens(tag: string, kind: 'Cancelled' | 'Expired' | 'Rejected' | 'Refused' | 'AskRefused'): void {
    const of = this.open.find((one) => one.tag === tag);
    if (of !== undefined) this.change(of.id, { kind });
  }

  private change(id: Order['id'], change: OrderChange): void {
    const life = this.lives.get(id);
    if (life === undefined) throw new Error(`no order ${id}`);
    const [after, told] = lifeAfter(life, change);
    this.lives.set(id, after);
    if (E.isLeft(told)) throw new Error(told.left.message);
    this.seq += 1;
    const execution = told.right;
    const event: OrderUpdate = {
      kind: 'OrderUpdate',
      seq: this.seq,
      at: clockTicked(this.seq).at,
      cause: 1,
      token: ACC,
      strategy: 'test',
      change: change.kind,
      order: after.order,
      fill:
        execution === undefined
          ? undefined
          : ({ ...execution, orderId: id, side: after.order.side } as unknown as OrderUpdate['fill']),
      reason: undefined,
    };
    this.hear(event);
  }

  private hear(event: Event): void {
    const context: StrategyContext = {
      token: ACC,
      instrument: instrument(),
      at: event.at,
      history: new TickHistory(4),
      position: FLAT,
      orders: this.open,
    };
    const [state, intents] = this.step(this.state, event, context);
    this.state = state;
    const asked = intents.map((intent) => this.take(intent, event));
    for (const tell of asked) tell(); // as the clock does, when all was decided
  }

  private take(intent: Intent, event: Event): () => void {
    if (intent.kind === 'Submit') {
      const id = orderIdOf('test', ACC, (this.made += 1));
      const { side, quantity, type, limit, trigger, tag } = intent;
      const made = order({ id, side, quantity, type, limit, trigger, tag });
      this.lives.set(id, lifeOf(made));
      this.asks.push({ kind: 'Submit', id, terms: made });
      this.wished.push(`${intent.tag ?? ''}: ${made.side} ${made.quantity} ${made.type}`);
      return () => undefined;
    }
    const of = this.lives.get(intent.orderId)?.order;
    if (of === undefined) throw new Error(`${intent.kind} of no order`);
    const terms = termsOf(intent.kind === 'Modify' ? { ...of, ...intent.change } : of);
    const decision = { kind: 'Decision', intent, orderId: of.id, order: { ...of, ...terms }, event } as never;
    if (E.isLeft(askable(decision)))
      throw new Error(`${of.tag}: ${of.state} cannot be asked to ${intent.kind}`);
    const what = intent.kind === 'Modify' ? JSON.stringify(intent.change) : '';
    this.wished.push(`${of.tag ?? ''}: ${intent.kind} ${what}`.trim());
    this.asks.push({ kind: intent.kind, id: of.id, terms });
    return () =>
      this.change(of.id, intent.kind === 'Modify' ? { kind: 'ModifyAsked', terms } : { kind: 'CancelAsked' });
  }
}
