import type { TradingCalendar } from '../domain/calendar.js';
import type { FillModel } from '../domain/fill-model.js';
import type { FreezeRow } from '../domain/freeze-quantities.js';
import type { Instrument } from '../domain/instrument.js';
import { plus, type Price, type Quantity, valueOf } from '../domain/money.js';
import type { OrderChange } from '../domain/order-change.js';
import { type Order, type OrderTerms, withState } from '../domain/order.js';
import { sessionDayOf } from '../domain/session.js';
import type { Tick } from '../domain/tick.js';
import type { EpochMs } from '../domain/time.js';
import { exchangeOf, type Token } from '../domain/token.js';
import type { Charges } from './charges.js';
import { rejectionOf } from './checks/checks.js';
import type { Skipped } from './matching/usable.js';
import { leavesOf, sliceOf, type Working } from './matching/working.js';
import { type Draw, orderStream } from './order-stream.js';
import { TokenMarket, type Told, UNKNOWN_DAY } from './token-market.js';

/** What a simulated exchange goes by. */
export interface ExchangeRules {
  readonly model: FillModel;
  readonly charges: Charges;
  readonly calendar: TradingCalendar;
  /** The largest orders; nothing is known of any when left out. */
  readonly freezes?: readonly FreezeRow[];
}

/** What became of an order. */
export interface Answer {
  /** As the exchange had it before. */
  readonly order: Order;
  /** `seq` of the entry that sent, modified or cancelled it. */
  readonly cause: number;
  readonly change: OrderChange;
  readonly reason: string | undefined;
}

const NO_ANSWERS: readonly Answer[] = [];

/**
 * The simulated exchange, a fold: orders placed, modified and cancelled, and ticks, in the order of their times, lead
 * to answers. An order meets the first tick that comes after it, never the one before; what is not executed on the
 * day of its placing expires with the first tick of a later one. Its state is its own, and follows from its inputs
 * alone. O(1) for a tick of a token without orders, O(orders) with.
 */
export class SimulatedExchange {
  private readonly markets = new Map<Token, TokenMarket>();
  private answers: Answer[] = [];
  /** Of the tick that is being shown. */
  private tick: Tick | undefined = undefined;

  constructor(
    private readonly rules: ExchangeRules,
    private readonly instrumentOf: (token: Token) => Instrument | undefined,
  ) {}

  /** Whether any order of `token` has not ended. */
  hasOrders(token: Token): boolean {
    return (this.markets.get(token)?.working.length ?? 0) > 0;
  }

  /** Ticks against which orders that waited could not trade. */
  get skipped(): Readonly<Record<Skipped, number>> {
    const sum = { crossed: 0, stale: 0, worthless: 0 };
    for (const { skipped } of this.markets.values()) {
      sum.crossed += skipped.crossed;
      sum.stale += skipped.stale;
      sum.worthless += skipped.worthless;
    }
    return sum;
  }

  /** Takes an order that arrives at `at`, or rejects it. */
  place(order: Order, cause: number, at: EpochMs): readonly Answer[] {
    const market = this.marketOf(order.token);
    const reason = this.rejection(market, order, at);
    if (reason !== undefined) return [{ order, cause, change: { kind: 'Rejected' }, reason }];
    const state = order.isTriggered ? 'Open' : 'TriggerPending';
    const working: Working = {
      order: withState(order, state),
      session: market.isOfDays ? undefined : sessionDayOf(at),
      cause,
      phase: order.isTriggered ? 'Arrived' : 'Asleep',
      front: undefined,
      shown: 0,
      wokenBy: undefined,
      reached: 0,
      executions: 0,
      draw: this.drawOf(order),
    };
    working.shown = sliceOf(working);
    market.working.push(working);
    const change = { kind: order.isTriggered ? 'Opened' : 'TriggerPending' } as const;
    return [{ order: working.order, cause, change, reason: undefined }];
  }

  /**
   * Gives an open order the terms of `asked`, or says why not. With another price or more units it goes to the tail
   * of the queue; with fewer it keeps its place.
   */
  modify(asked: Order, cause: number, at: EpochMs): readonly Answer[] {
    const market = this.marketOf(asked.token);
    const working = market.working.find(({ order }) => order.id === asked.id);
    if (working === undefined)
      return [{ order: asked, cause, change: { kind: 'ModifyRejected' }, reason: 'it has ended' }];
    const { quantity, limit, trigger } = asked;
    const terms: OrderTerms = { quantity, limit, trigger };
    const { order } = working;
    const changed: Order = { ...order, ...terms };
    const reason =
      quantity > order.filled
        ? this.rejection(market, changed, at)
        : `quantity ${quantity} is not above the ${order.filled} executed`;
    if (reason !== undefined) return [{ order, cause, change: { kind: 'ModifyRejected' }, reason }];
    const keepsPlace = limit === order.limit && quantity <= order.quantity;
    working.order = changed;
    working.shown = keepsPlace ? Math.min(working.shown, sliceOf(working)) : sliceOf(working);
    if (!keepsPlace && working.phase !== 'Asleep') {
      working.phase = 'Arrived';
      working.front = undefined;
      working.reached = 0;
    }
    working.reached = Math.min(working.reached, leavesOf(working));
    return [{ order: changed, cause, change: { kind: 'Modified', terms }, reason: undefined }];
  }

  /** Cancels an open order. Says nothing of what has ended: its owner has been told. */
  cancel(asked: Order, cause: number): readonly Answer[] {
    const market = this.marketOf(asked.token);
    const working = market.working.find(({ order }) => order.id === asked.id);
    if (working === undefined) return NO_ANSWERS;
    const { order } = working;
    working.order = withState(order, 'Cancelled');
    market.takeOut();
    return [{ order, cause, change: { kind: 'Cancelled' }, reason: undefined }];
  }

  show(tick: Tick): readonly Answer[] {
    this.tick = tick;
    this.marketOf(tick.token).show(tick, this.told);
    if (this.answers.length === 0) return NO_ANSWERS;
    const { answers } = this;
    this.answers = [];
    return answers;
  }

  private readonly told: Told = {
    executed: (working, quantity, price) => this.execute(working, quantity, price),
    triggered: (working) => {
      const { order, cause } = working;
      working.order = { ...withState(order, 'Open'), isTriggered: true };
      working.phase = 'Arrived';
      working.wokenBy = this.tick;
      this.answers.push({ order, cause, change: { kind: 'Triggered' }, reason: undefined });
    },
    ended: (working, kind, reason) => {
      const { order, cause } = working;
      working.order = withState(order, kind);
      this.answers.push({ order, cause, change: { kind }, reason });
    },
  };

  private execute(working: Working, quantity: number, price: Price): void {
    const { order, cause } = working;
    const { tick } = this;
    if (tick === undefined) return;
    working.executions += 1;
    const filled = order.filled + quantity;
    const state = filled === order.quantity ? 'Filled' : 'PartiallyFilled';
    working.order = withState(order, state, filled, plus(order.filledValue, valueOf(price, quantity, 1)));
    const traded = {
      id: `${order.id}/${working.executions}`,
      quantity: quantity as Quantity,
      price,
      at: tick.at,
      against: tick.seq,
    };
    const execution = { ...traded, charges: this.rules.charges.of(traded, order) };
    this.answers.push({ order, cause, change: { kind: 'Filled', execution }, reason: undefined });
  }

  private rejection(market: TokenMarket, order: Order, at: EpochMs): string | undefined {
    const { model, freezes = [] } = this.rules;
    if (!model.isChecked) return undefined;
    const { instrument, last } = market;
    const today = market.isOfDays ? UNKNOWN_DAY : market.tradingDay(sessionDayOf(at));
    return rejectionOf(order, { model, instrument, last, freezes, at, today });
  }

  private drawOf({ id }: Order): Draw {
    const { touchProbability, seed } = this.rules.model;
    return touchProbability >= 1 ? ALWAYS : orderStream(seed, `${id}/touch`);
  }

  private marketOf(token: Token): TokenMarket {
    const known = this.markets.get(token);
    if (known !== undefined) return known;
    const { model, calendar } = this.rules;
    const exchange = exchangeOf(token);
    const isKnown = calendar.knows(exchange);
    const market = new TokenMarket(this.instrumentOf(token), model, (day) =>
      isKnown ? calendar.sessionOf(exchange, day) : UNKNOWN_DAY,
    );
    this.markets.set(token, market);
    return market;
  }
}

const ALWAYS: Draw = () => 0;
