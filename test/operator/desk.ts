import type { Decision, Entry } from '../../src/domain/entry.js';
import type { Command } from '../../src/domain/event.js';
import type { Execution } from '../../src/domain/order-change.js';
import { NO_CHARGE_ITEMS } from '../../src/domain/charge-items.js';
import type { Intent } from '../../src/domain/intent.js';
import { fullMargin } from '../../src/domain/margin.js';
import { rupees } from '../../src/domain/money.js';
import { isFinal, type Order, type OrderId, orderIdOf, termsOf } from '../../src/domain/order.js';
import type { OrderChange } from '../../src/domain/order-change.js';
import type { SquareOffTimes } from '../../src/domain/square-off.js';
import type { RiskRule } from '../../src/domain/risk-rule.js';
import { epochMs } from '../../src/domain/time.js';
import type { Token } from '../../src/domain/token.js';
import { govern } from '../../src/operator/govern.js';
import { OrderBook } from '../../src/operator/order-book.js';
import { ACC, CRUDE, INFY, instrument } from '../support/instrument.js';
import { order } from '../support/order.js';
import { tick } from '../support/tick.js';
import { OPEN } from './messages.js';

/**
 * A belt of `govern` and the order book, played by hand: strategies wish, and the test is the exchange. What went
 * to it is in `live`, as the exchange has it.
 */
export class Desk {
  readonly entries: Entry[] = [];
  /** Orders that the exchange could still execute. */
  readonly live = new Map<OrderId, Order>();
  /** Modifications and cancellations that the exchange has not answered, oldest first. */
  readonly asked: { readonly kind: 'Modify' | 'Cancel'; readonly order: Order }[] = [];
  now = OPEN;
  private seq = 0;
  private made = 0;
  private executions = 0;
  private readonly book = new OrderBook();
  private readonly known = new Map<OrderId, Order>();
  private readonly toTell: (() => void)[] = [];
  private readonly belt: (entry: Entry) => void;

  constructor(rules: readonly RiskRule[], capital = 1_000_000, squareOff?: SquareOffTimes) {
    const stamp = { seq: () => (this.seq += 1), now: () => epochMs(this.now) };
    const shares = new Map(['alpha', 'beta'].map((name) => [name, rupees(capital / 2)]));
    const instruments = new Map(
      [ACC, INFY, CRUDE].map((token) => [token, instrument({ token, name: token })]),
    );
    const stage = govern(rules, shares, instruments, stamp, fullMargin, squareOff);
    this.belt = stage((entry) => this.see(entry));
  }

  tick(token: Token, last: number): void {
    this.take(tick({ token, seq: this.next(), at: this.now, last, bid: last - 1, ask: last + 1 }));
  }

  second(): void {
    this.now += 1_000;
    this.take({ kind: 'ClockTicked', seq: this.next(), at: epochMs(this.now) });
  }

  command(command: Command['command'], strategy?: string, token?: Token): void {
    const seq = this.next();
    const at = epochMs(this.now);
    this.take({ kind: 'Command', seq, at, command, strategy, token, by: 'a test', reason: 'by hand' });
  }

  /** The feed says that the log-in has expired, or that the connection is live. */
  feed(event: 'SessionExpired' | 'Connection'): void {
    const said = { event, detail: 'by hand', token: undefined, flags: 0 };
    const connection = event === 'Connection' ? { connection: 'Live' as const } : {};
    this.take({ kind: 'FeedEvent', seq: this.next(), at: epochMs(this.now), ...said, ...connection });
  }

  fail(strategy: string, token: Token): void {
    const event = { kind: 'ClockTicked', seq: 1, at: epochMs(this.now) } as const;
    const { seq, at } = { seq: this.next(), at: epochMs(this.now) };
    const message = 'it broke';
    this.take({
      kind: 'StrategyFailed',
      seq,
      at,
      cause: 1,
      strategy,
      token,
      event,
      message,
      stack: undefined,
    });
  }

  /** Returns the order's id, whatever risk says. */
  submit(strategy: string, token: Token, intent: Extract<Intent, { readonly kind: 'Submit' }>): OrderId {
    this.made += 1;
    const { side, quantity, type, limit, trigger, product = 'INTRADAY' } = intent;
    const id = orderIdOf(strategy, token, this.made);
    this.decide(
      intent,
      order({
        id,
        strategy,
        token,
        side,
        quantity,
        type,
        limit,
        trigger,
        product,
        isTriggered: trigger === undefined,
      }),
    );
    return id;
  }

  modify(id: OrderId, change: { readonly quantity?: number; readonly limit?: number }): void {
    const open = this.live.get(id);
    if (open === undefined) return;
    const terms = change as Partial<Order>;
    this.decide({ kind: 'Modify', orderId: id, change: terms, reason: undefined }, { ...open, ...terms });
  }

  cancel(id: OrderId): void {
    const open = this.live.get(id);
    if (open !== undefined) this.decide({ kind: 'Cancel', orderId: id, reason: undefined }, open);
  }

  fill(id: OrderId, quantity: number, price = 100): void {
    this.executions += 1;
    const execution = {
      id: `${this.executions}`,
      quantity,
      price,
      at: this.now,
      charges: NO_CHARGE_ITEMS,
      against: undefined,
    } as unknown as Execution;
    this.answer(id, { kind: 'Filled', execution });
  }

  /** The exchange answers what it was asked first. */
  answerOldest(isYes: boolean): void {
    const oldest = this.asked.shift();
    if (oldest === undefined || !this.live.has(oldest.order.id)) return;
    const { kind, order: asked } = oldest;
    const { quantity, limit, trigger } = asked;
    if (kind === 'Cancel') this.answer(asked.id, { kind: isYes ? 'Cancelled' : 'CancelRejected' });
    else if (isYes && quantity > (this.live.get(asked.id)?.filled ?? 0))
      this.answer(asked.id, { kind: 'Modified', terms: { quantity, limit, trigger } });
    else this.answer(asked.id, { kind: 'ModifyRejected' });
  }

  answer(orderId: OrderId, change: OrderChange, reason?: string): void {
    if (!this.live.has(orderId)) throw new Error(`${orderId} is not open`);
    this.tell(orderId, change, reason);
  }

  /** Units that the strategy holds of the token, by the fills on the tape. */
  held(strategy: string, token: Token): number {
    let units = 0;
    for (const entry of this.entries)
      if (
        entry.kind === 'OrderUpdate' &&
        entry.fill !== undefined &&
        entry.strategy === strategy &&
        entry.token === token
      )
        units += entry.fill.side === 'BUY' ? entry.fill.quantity : -entry.fill.quantity;
    return units;
  }

  private decide(intent: Intent, of: Order): void {
    const { strategy, token, id: orderId } = of;
    const { seq, at } = { seq: this.next(), at: epochMs(this.now) };
    const event = { kind: 'ClockTicked', seq: 1, at } as const;
    const decision: Decision = {
      kind: 'Decision',
      seq,
      at,
      cause: 1,
      token,
      strategy,
      intent,
      orderId,
      order: of,
      event,
      state: undefined,
    };
    this.take(decision);
  }

  private see(entry: Entry): void {
    this.entries.push(entry);
    if (entry.kind !== 'Approved') return;
    const { action, order: of } = entry;
    if (action === 'Submit') {
      this.book.note(of);
      this.live.set(of.id, of);
      this.known.set(of.id, of);
      return;
    }
    this.asked.push({ kind: action, order: of });
    this.toTell.push(() => {
      const terms = termsOf(of);
      this.tell(of.id, action === 'Modify' ? { kind: 'ModifyAsked', terms } : { kind: 'CancelAsked' });
    });
  }

  private tell(orderId: OrderId, change: OrderChange, reason?: string): void {
    const of = this.known.get(orderId);
    if (of === undefined) return;
    const { token, strategy } = of;
    const answer = { kind: 'BrokerAnswer', cause: 1, token, strategy, orderId, change, reason } as const;
    const told = this.book.hear(answer, epochMs(this.now));
    if (told.kind === 'OrderUpdate') {
      if (isFinal(told.order.state)) this.live.delete(orderId);
      else this.live.set(orderId, told.order);
    }
    this.take({ ...told, seq: this.next(), at: epochMs(this.now) });
  }

  /** As on the belt, what was asked is told once the belt has come to rest. */
  private take(entry: Entry): void {
    this.belt(entry);
    for (let next = this.toTell.shift(); next !== undefined; next = this.toTell.shift()) next();
  }

  private next(): number {
    this.seq += 1;
    return this.seq;
  }
}
