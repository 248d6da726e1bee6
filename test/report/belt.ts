import { NO_CHARGE_ITEMS } from '../../src/domain/charge-items.js';
import type { ApprovedOrder, Refusal } from '../../src/domain/approval.js';
import type { Entry } from '../../src/domain/entry.js';
import type { Event } from '../../src/domain/event.js';
import type { Fill } from '../../src/domain/fill.js';
import type { Instrument } from '../../src/domain/instrument.js';
import type { Intent, Side, SubmitIntent } from '../../src/domain/intent.js';
import { NO_MONEY, plus, type Price, type Quantity, rupees, valueOf } from '../../src/domain/money.js';
import { type Order, orderIdOf, type OrderState, withState } from '../../src/domain/order.js';
import type { Tick } from '../../src/domain/tick.js';
import { type EpochMs, epochMs } from '../../src/domain/time.js';
import type { Token } from '../../src/domain/token.js';
import type { RunFrame } from '../../src/report/run-frame.js';

export const ACC = 'NSE|22' as Token;
export const INFY = 'NSE|1594' as Token;

/** `2025-12-29 09:15:00.000`, in IST. */
export const ist = (text: string): EpochMs => epochMs(Date.parse(`${text.replace(' ', 'T')}+05:30`));

const instrument = (token: Token, name: string): Instrument => ({
  token,
  name,
  exchange: 'NSE',
  symbol: name.slice(4, -3),
  tradingSymbol: name.slice(4),
  kind: 'EQ',
  lotSize: 1,
  tickSize: 0.05,
  multiplier: 1,
  expiry: undefined,
  strike: undefined,
  optionType: undefined,
});

/** Two shares, a lakh of capital, and the strategies `alpha` and `beta`, which have six and four tenths of it. */
export const frame: RunFrame = {
  pipeline: 'pair',
  capital: rupees(100_000),
  instruments: new Map([
    [ACC, instrument(ACC, 'NSE:ACC-EQ')],
    [INFY, instrument(INFY, 'NSE:INFY-EQ')],
  ]),
  strategies: new Map([
    ['alpha', rupees(60_000)],
    ['beta', rupees(40_000)],
  ]),
};

/** Writes the entries that a belt would carry, numbered as a belt numbers them. */
export class Belt {
  readonly entries: Entry[] = [];
  private readonly counts = new Map<string, number>();
  /** `step` is what one entry adds to `seq`. */
  constructor(private readonly step = 1) {}

  tick(at: EpochMs, token: Token, last: number | undefined, flags = 0): Tick {
    const tick: Tick = {
      kind: 'Tick',
      seq: this.next(),
      at,
      token,
      exchangeAt: undefined,
      receivedAt: at,
      last: last as Price | undefined,
      open: undefined,
      high: undefined,
      low: undefined,
      previousClose: undefined,
      averagePrice: undefined,
      volume: undefined,
      openInterest: undefined,
      previousOpenInterest: undefined,
      underlyingOpenInterest: undefined,
      bid: undefined,
      ask: undefined,
      bidQuantity: undefined,
      askQuantity: undefined,
      depth: undefined,
      flags,
    };
    return this.push(tick);
  }

  /** A decision upon `event`, approved and sent. */
  order(strategy: string, event: Event & { readonly token: Token }, intent: SubmitIntent): Order {
    const order = this.decide(strategy, event, intent);
    const { at, token } = event;
    const approvedOrder = order as ApprovedOrder;
    const common = { at, token, strategy, order: approvedOrder };
    const cause = this.last().seq;
    const approved = this.push({ kind: 'Approved', seq: this.next(), cause, action: 'Submit', ...common });
    this.push({ kind: 'OrderSent', seq: this.next(), cause: approved.seq, ...common });
    return order;
  }

  /** A decision upon `event` that risk refuses; the strategy is told by an order update. */
  refused(
    strategy: string,
    event: Event & { readonly token: Token },
    intent: SubmitIntent,
    refusal: Refusal,
  ): Order {
    const order = this.decide(strategy, event, intent);
    const { at, token } = event;
    const refused = this.push({
      kind: 'Refused',
      seq: this.next(),
      at,
      cause: this.last().seq,
      token,
      strategy,
      intent,
      orderId: order.id,
      order,
      refusal,
    });
    this.update(at, withState(order, 'Refused'), refused.seq, refusal.message);
    return order;
  }

  update(at: EpochMs, order: Order, cause: number, reason?: string, fill?: Fill): void {
    const { token, strategy } = order;
    const change = fill === undefined ? 'Opened' : 'Filled';
    this.push({
      kind: 'OrderUpdate',
      seq: this.next(),
      at,
      cause,
      token,
      strategy,
      change,
      order,
      fill,
      reason,
    });
  }

  /** The order, or `quantity` of it, is executed; returns it as it is now. */
  fill(at: EpochMs, order: Order, price: number, charges: number, quantity: number = order.quantity): Order {
    const filled = order.filled + quantity;
    const state: OrderState = filled === order.quantity ? 'Filled' : 'PartiallyFilled';
    const value = plus(order.filledValue, valueOf(price as Price, quantity, 1));
    const after = withState(order, state, filled, value);
    this.update(at, after, 0, undefined, {
      id: `${order.id}/${filled}`,
      orderId: order.id,
      strategy: order.strategy,
      token: order.token,
      side: order.side,
      quantity: quantity as Quantity,
      price: price as Price,
      at,
      charges: rupees(charges),
      items: { ...NO_CHARGE_ITEMS, brokerage: rupees(charges) },
      against: undefined,
    });
    return after;
  }

  /** A market order decided and executed at once. */
  trade(strategy: string, tick: Tick, side: Side, quantity: number, price: number, charges = 0): Order {
    const intent: SubmitIntent = {
      kind: 'Submit',
      side,
      quantity: quantity as Quantity,
      type: 'MARKET',
      limit: undefined,
      trigger: undefined,
      validity: 'DAY',
      product: undefined,
      disclosed: undefined,
      reason: undefined,
    };
    return this.fill(tick.at, this.order(strategy, tick, intent), price, charges);
  }

  push<A extends Entry>(entry: A): A {
    this.entries.push(entry);
    return entry;
  }

  next(): number {
    return (this.entries.length + 1) * this.step;
  }

  private decide(strategy: string, event: Event & { readonly token: Token }, intent: SubmitIntent): Order {
    const { at, token } = event;
    const number = (this.counts.get(strategy + token) ?? 0) + 1;
    this.counts.set(strategy + token, number);
    const order: Order = {
      id: orderIdOf(strategy, token, number),
      strategy,
      token,
      side: intent.side,
      quantity: intent.quantity,
      type: intent.type,
      limit: intent.limit,
      trigger: intent.trigger,
      validity: intent.validity,
      product: intent.product ?? 'INTRADAY',
      disclosed: intent.disclosed,
      state: 'InFlight',
      isTriggered: intent.trigger === undefined,
      filled: 0,
      filledValue: NO_MONEY,
      asked: undefined,
      decidedAt: at,
    };
    this.push({
      kind: 'Decision',
      seq: this.next(),
      at,
      cause: event.seq,
      token,
      strategy,
      intent: intent satisfies Intent,
      orderId: order.id,
      order,
      event,
      state: { phase: 'Watching' },
    });
    return order;
  }

  private last(): Entry {
    const entry = this.entries.at(-1);
    if (entry === undefined) throw new Error('the belt is empty');
    return entry;
  }
}
