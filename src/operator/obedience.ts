import type { AccountFold } from '../domain/account-fold.js';
import type { Entry } from '../domain/entry.js';
import type { Command, OrderUpdate } from '../domain/event.js';
import { cancel, type CancelIntent, market, type SubmitIntent } from '../domain/intent.js';
import { isFinal, type Order, type OrderId, type Product } from '../domain/order.js';
import type { Line } from '../domain/strategy-ledger.js';
import { SECOND_MS } from '../domain/time.js';
import type { Token } from '../domain/token.js';
import { entriesAmong } from '../risk/entries-among.js';
import { type KillSwitches, switchOf } from '../risk/kill-switch.js';
import type { LossHalts } from '../risk/loss-halts.js';
import { Closing } from './closing.js';

/** Something that must be done for a strategy on a token, whatever it wants itself. */
export type Duty = CancelDuty | CloseDuty;

export interface CancelDuty {
  readonly kind: 'Cancel';
  readonly order: Order;
  readonly intent: CancelIntent;
  readonly obeys: 'cancel' | 'flatten';
}

export interface CloseDuty {
  readonly kind: 'Close';
  readonly strategy: string;
  readonly token: Token;
  readonly product: Product;
  readonly intent: SubmitIntent;
}

/** A closing that was given up. */
export interface NotClosed {
  readonly strategy: string;
  readonly token: Token;
  readonly quantity: number;
  readonly tries: number;
  readonly reason: string;
}

/** So long closing orders wait for cancellations, and those of long positions for the short ones. */
const PATIENCE_MS = 2 * SECOND_MS;
/** So long a cancellation has to be answered before it is asked again. */
const ANSWER_MS = 5 * SECOND_MS;
/** So often an order is asked to end. */
const MOST_CANCELS = 5;

/**
 * What the kill switches and halts ask of every strategy on every token, one that failed or hears nothing too,
 * from the account alone. Open orders that must not be are cancelled: all at `cancel` and `flatten` and of a
 * strategy that failed, those that could open something at `exit-only` and under a halt by a rule. At `flatten`
 * positions are then closed at market: after the open orders of their line have ended, short ones before long
 * ones, so that the margin never grows on the way, but none waits longer than {@link PATIENCE_MS}.
 */
export class Obedience {
  /** Of the lines that are being flattened. */
  private readonly closings = new Map<Line, Closing>();
  /** Open orders that were asked to end. */
  private readonly cancels = new Map<OrderId, Asked>();
  /** Of the last fill of each line that was not for the day. */
  private readonly products = new Map<Line, Product>();
  private readonly failed = new Map<string, Set<Token>>();
  private patientUntil = -Infinity;
  /** Whether the newest entry can change what is to be done. */
  private isDue = false;

  constructor(
    private readonly account: AccountFold,
    private readonly halts: LossHalts,
  ) {}

  /** Whether a tick can change what is to be done. */
  get hearsTicks(): boolean {
    return this.closings.size > 0;
  }

  /** Takes note of an entry; returns the closing that is given up with it. */
  hear(entry: Entry): NotClosed | undefined {
    this.isDue = entry.kind !== 'Tick';
    switch (entry.kind) {
      case 'Command':
        if (entry.command === 'flatten') {
          this.patientUntil = entry.at + PATIENCE_MS;
          for (const closing of this.closings.values()) closing.again();
        }
        return undefined;
      case 'StrategyFailed':
        this.failed.set(entry.strategy, (this.failed.get(entry.strategy) ?? new Set()).add(entry.token));
        return undefined;
      case 'OrderUpdate':
        return this.update(entry);
      case 'Tick':
        for (const [line, closing] of this.closings) {
          if (line.token !== entry.token || !closing.isWaiting) continue;
          closing.tick();
          this.isDue = true;
        }
        return undefined;
      case 'ClockTicked':
        for (const closing of this.closings.values()) closing.tick();
        return undefined;
      default:
        return undefined;
    }
  }

  /**
   * What is to be done now: first the cancellations, then what can be closed; `mayClose` is false while no order
   * would get out. Silent at once where nothing is thrown, halted or failed.
   */
  duties(switches: KillSwitches, entry: Entry, mayClose: boolean): readonly Duty[] {
    if (!this.isDue) return NOTHING;
    if (switches.length === 0 && this.failed.size === 0 && !this.halts.isAny) return NOTHING;
    const lines = [...this.account.lines()];
    const flattened = lines.flatMap((line) => {
      const thrown = switchOf(switches, line.strategy, line.token);
      return thrown?.command === 'flatten' ? [{ line, thrown }] : [];
    });
    for (const line of this.closings.keys())
      if (!flattened.some((one) => one.line === line)) this.closings.delete(line);
    const cancels = lines.flatMap((line) => this.toCancel(line, switches, entry));
    return mayClose ? [...cancels, ...this.toClose(flattened, entry)] : cancels;
  }

  /** The closing order of the line was made. */
  noteClosing(strategy: string, token: Token, order: OrderId): void {
    for (const [line, closing] of this.closings)
      if (line.strategy === strategy && line.token === token) closing.made(order);
  }

  private update(entry: OrderUpdate): NotClosed | undefined {
    const { order, change, fill } = entry;
    const asked = this.cancels.get(order.id);
    if (asked !== undefined && change === 'CancelRejected') asked.at = -Infinity;
    if (isFinal(order.state)) this.cancels.delete(order.id);
    for (const line of this.account.linesOf(order.token)) {
      if (line.strategy !== order.strategy) continue;
      if (fill !== undefined && order.product !== 'INTRADAY') this.products.set(line, order.product);
      const closing = this.closings.get(line);
      if (closing?.hear(entry) !== true) continue;
      const { strategy, token, holding } = line;
      return {
        strategy,
        token,
        quantity: holding.position.quantity,
        tries: closing.tries,
        reason: closing.reason,
      };
    }
    return undefined;
  }

  private toCancel(line: Line, switches: KillSwitches, entry: Entry): readonly Duty[] {
    if (line.orders.length === 0) return NOTHING;
    const { strategy, token, holding } = line;
    const thrown = switchOf(switches, strategy, token);
    const why = this.whyOf(line, thrown);
    if (why === undefined) return NOTHING;
    const closing = this.closings.get(line)?.order;
    const unwanted = why.all ? line.orders : entriesAmong(line.orders, holding.position.quantity);
    return unwanted.flatMap((order): readonly Duty[] => {
      if (order.id === closing || !this.mayAsk(order, entry)) return NOTHING;
      const obeys = thrown?.command === 'flatten' ? 'flatten' : 'cancel';
      return [{ kind: 'Cancel', order, intent: cancel(order.id, why.text), obeys }];
    });
  }

  /** Why open orders of the line are to be cancelled, and whether all are. */
  private whyOf(
    { strategy, token }: Line,
    thrown: Command | undefined,
  ): { readonly text: string; readonly all: boolean } | undefined {
    const text = thrown === undefined ? '' : `${thrown.command} by ${thrown.by}: ${thrown.reason}`;
    if (thrown?.command === 'flatten' || thrown?.command === 'cancel') return { text, all: true };
    if (this.failed.get(strategy)?.has(token) === true) return { text: 'the strategy failed', all: true };
    if (thrown?.command === 'exit-only') return { text, all: false };
    const halt = this.halts.haltOf(strategy, token);
    return halt === undefined ? undefined : { text: `halted by ${halt.rule.rule}`, all: false };
  }

  /** An order is asked to end once, and again at a second's end where that was rejected or not answered. */
  private mayAsk({ id }: Order, { kind, at }: Entry): boolean {
    const asked = this.cancels.get(id);
    if (asked === undefined) {
      this.cancels.set(id, { times: 1, at });
      return true;
    }
    if (asked.times >= MOST_CANCELS || kind !== 'ClockTicked' || at - asked.at < ANSWER_MS) return false;
    asked.times += 1;
    asked.at = at;
    return true;
  }

  private toClose(flattened: readonly Flattened[], entry: Entry): readonly Duty[] {
    const isPatient = entry.at < this.patientUntil;
    const open = flattened.filter(({ line }) => line.holding.position.quantity !== 0);
    const shorts = open.filter(({ line }) => line.holding.position.quantity < 0);
    const longs = open.filter(({ line }) => line.holding.position.quantity > 0);
    const waitsForShorts = isPatient && shorts.some(({ line }) => !this.closingOf(line).isGivenUp);
    return [...shorts, ...(waitsForShorts ? [] : longs)].flatMap(({ line, thrown }): readonly Duty[] => {
      const closing = this.closingOf(line);
      if (!closing.mayOrder || (isPatient && line.orders.length > 0)) return NOTHING;
      const { strategy, token } = line;
      const [product, units] = this.toCloseOf(line);
      const why = `flatten by ${thrown.by}: ${thrown.reason}`;
      const intent = market(units > 0 ? 'SELL' : 'BUY', Math.abs(units), why);
      return [{ kind: 'Close', strategy, token, product, intent }];
    });
  }

  /** What was traded for the day is closed as such, then the rest as what it is kept as. */
  private toCloseOf(line: Line): readonly [product: Product, units: number] {
    const { quantity } = line.holding.position;
    const { intraday } = line;
    if (Math.sign(intraday) !== Math.sign(quantity)) return [this.products.get(line) ?? 'INTRADAY', quantity];
    return ['INTRADAY', Math.abs(intraday) < Math.abs(quantity) ? intraday : quantity];
  }

  private closingOf(line: Line): Closing {
    let closing = this.closings.get(line);
    if (closing === undefined) {
      closing = new Closing();
      this.closings.set(line, closing);
    }
    return closing;
  }
}

/** How often an order was asked to end, and when last; −∞ where the answer was no. */
interface Asked {
  times: number;
  at: number;
}

interface Flattened {
  readonly line: Line;
  readonly thrown: Command;
}

const NOTHING: readonly never[] = [];
