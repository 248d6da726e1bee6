import type { AccountFold } from '../domain/account-fold.js';
import { entriesAmong } from '../domain/entries-among.js';
import type { Entry } from '../domain/entry.js';
import { type Command, isRestart, type OrderUpdate } from '../domain/event.js';
import { cancel } from '../domain/intent.js';
import { type Order, type OrderId, type Product } from '../domain/order.js';
import type { Line } from '../domain/strategy-ledger.js';
import { SECOND_MS } from '../domain/time.js';
import type { Token } from '../domain/token.js';
import { type KillSwitches, switchOf } from '../risk/kill-switch.js';
import type { LossHalts } from '../risk/loss-halts.js';
import { CancelAsks } from './cancel-asks.js';
import { Closings, type Unwanted } from './closings.js';
import type { Duty, NotClosed } from './duty.js';
import type { SquareOffs } from './square-offs.js';

/** So long closing orders wait for cancellations, and those of long positions for the short ones. */
const PATIENCE_MS = 2 * SECOND_MS;

/**
 * What the kill switches and halts ask of every strategy on every token, one that failed or hears nothing too,
 * from the account alone. Open orders that must not be are cancelled: all at `cancel` and `flatten` and of a
 * strategy that failed, those that could open something at `exit-only` and under a halt by a rule. At `flatten`
 * positions are then closed at market: after the open orders of their line have ended, short ones before long
 * ones, so that the margin never grows on the way, but none waits longer than {@link PATIENCE_MS}. What was ordered
 * and traded for the day goes the same way from the square-off of its token to the end of the session.
 */
export class Obedience {
  /** Of the lines that are being flattened. */
  private readonly closings = new Closings();
  /** Open orders that were asked to end. */
  private readonly cancels = new CancelAsks();
  /** Of the last fill of each line that was not for the day. */
  private readonly products = new Map<Line, Product>();
  private readonly failed = new Map<string, Set<Token>>();
  private patientUntil = -Infinity;
  /** Whether the newest entry can change what is to be done. */
  private isDue = false;

  constructor(
    private readonly account: AccountFold,
    private readonly halts: LossHalts,
    private readonly squareOffs: SquareOffs,
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
          this.closings.again();
        }
        return undefined;
      case 'StrategyFailed':
        this.failed.set(entry.strategy, (this.failed.get(entry.strategy) ?? new Set()).add(entry.token));
        return undefined;
      case 'FeedEvent':
        if (isRestart(entry)) this.failed.clear();
        return undefined;
      case 'OrderUpdate':
        return this.update(entry);
      case 'Tick':
        if (this.closings.tick(entry.token)) this.isDue = true;
        return undefined;
      case 'ClockTicked':
        this.closings.second();
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
    const isAny =
      switches.length > 0 || this.failed.size > 0 || this.halts.isAny || this.squareOffs.isAny(entry.at);
    const lines = isAny ? [...this.account.lines()] : NOTHING;
    const unwanted = lines.flatMap((line) => this.unwantedOf(line, switches, entry));
    this.closings.keep(unwanted, isAny);
    const cancels = lines.flatMap((line) => this.toCancel(line, switches, entry));
    return mayClose ? [...cancels, ...this.closings.duties(unwanted)] : cancels;
  }

  /** What the line is not to hold, and since when. */
  private unwantedOf(line: Line, switches: KillSwitches, { at }: Entry): readonly Unwanted[] {
    const { strategy, token } = line;
    const thrown = switchOf(switches, strategy, token);
    if (thrown?.command === 'flatten') {
      const [product, units] = this.toCloseOf(line);
      const why = `flatten by ${thrown.by}: ${thrown.reason}`;
      const mayWait = at < this.patientUntil && line.orders.length > 0;
      return [{ line, obeys: 'flatten', product, units, why, isPatient: at < this.patientUntil, mayWait }];
    }
    const since = this.squareOffs.dueSince(line, at);
    if (since === undefined) return NOTHING;
    const isPatient = at < since + PATIENCE_MS;
    const mayWait = isPatient && line.orders.some(isIntraday);
    const units = line.intraday;
    return [{ line, obeys: 'squareOff', product: 'INTRADAY', units, why: SQUARE_OFF, isPatient, mayWait }];
  }

  /** The closing order of the line was made. */
  noteClosing(strategy: string, token: Token, order: OrderId): void {
    this.closings.made(strategy, token, order);
  }

  private update(entry: OrderUpdate): NotClosed | undefined {
    const { order, fill } = entry;
    this.cancels.hear(entry);
    for (const line of this.account.linesOf(order.token)) {
      if (line.strategy !== order.strategy) continue;
      if (fill !== undefined && order.product !== 'INTRADAY') this.products.set(line, order.product);
      const given = this.closings.hear(line, entry);
      if (given !== undefined) return given;
    }
    return undefined;
  }

  private toCancel(line: Line, switches: KillSwitches, entry: Entry): readonly Duty[] {
    if (line.orders.length === 0) return NOTHING;
    const { strategy, token, holding } = line;
    const thrown = switchOf(switches, strategy, token);
    const why = this.whyOf(line, thrown);
    const closing = this.closings.orderOf(line);
    const cancelled: readonly Order[] =
      why === undefined
        ? NOTHING
        : why.all
          ? line.orders
          : entriesAmong(line.orders, holding.position.quantity);
    const isDue = this.squareOffs.dueSince(line, entry.at) !== undefined;
    const over: readonly Order[] = isDue ? line.orders.filter(isIntraday) : NOTHING;
    return line.orders.flatMap((order): readonly Duty[] => {
      const isOver = over.includes(order);
      if (!isOver && !cancelled.includes(order)) return NOTHING;
      if (order.id === closing || !this.cancels.mayAsk(order, entry)) return NOTHING;
      const obeys = thrown?.command === 'flatten' ? 'flatten' : isOver ? 'squareOff' : 'cancel';
      const text = obeys === 'squareOff' ? SQUARE_OFF : why?.text;
      return [{ kind: 'Cancel', order, intent: cancel(order.id, text), obeys }];
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

  /** What was traded for the day is closed as such, then the rest as what it is kept as. */
  private toCloseOf(line: Line): readonly [product: Product, units: number] {
    const { quantity } = line.holding.position;
    const { intraday } = line;
    if (Math.sign(intraday) !== Math.sign(quantity)) return [this.products.get(line) ?? 'INTRADAY', quantity];
    return ['INTRADAY', Math.abs(intraday) < Math.abs(quantity) ? intraday : quantity];
  }
}

const SQUARE_OFF = 'intraday orders and positions are squared off';

const isIntraday = ({ product }: Order): boolean => product === 'INTRADAY';

const NOTHING: readonly never[] = [];
