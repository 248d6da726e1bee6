import type { Fill } from '../domain/fill.js';
import { minus, type Money, NO_MONEY, plus, type Price, rupees, valueOf } from '../domain/money.js';
import { signOf } from '../domain/intent.js';
import type { Order } from '../domain/order.js';
import { closingOf } from '../domain/round-trip.js';
import type { EpochMs } from '../domain/time.js';
import type { Token } from '../domain/token.js';
import { averagePrice } from './average-price.js';
import { Excursion } from './excursion.js';
import type { MarkRing } from './mark-ring.js';
import { pricePoints } from './price-points.js';
import { type Trade, type TradeExcursion, tradeSideOf } from './trade.js';

/** Whose trades these are. */
export interface TradeOwner {
  readonly strategy: string;
  readonly token: Token;
  readonly instrument: string;
  /** Rupees per one rupee of price and unit. */
  readonly multiplier: number;
}

/**
 * Folds the fills of one strategy in one token into round trips. A fill that crosses zero ends one trade and
 * begins the next; its charges are shared by quantity, the remainder going to the new trade, so that no paisa
 * is lost.
 */
export class TradeFold {
  private open: OpenTrade | undefined = undefined;

  constructor(
    private readonly owner: TradeOwner,
    private readonly marks: MarkRing,
  ) {}

  /** Reads the marks that are soon overwritten. */
  keepUp(): void {
    this.open?.keepUp();
  }

  /** A stop was sent, or waits as a trade begins: the first one against an open trade tells what was risked in it. */
  stopSent(order: Pick<Order, 'side' | 'trigger'>): void {
    this.open?.stopSent(order);
  }

  /** Profit realised and charges of the trade that has not ended. */
  get unfinished(): { readonly realised: Money; readonly charges: Money } {
    return { realised: this.open?.realised ?? NO_MONEY, charges: this.open?.charges ?? NO_MONEY };
  }

  /**
   * Takes a fill; `before` is the signed quantity held before it, `realised` the profit it realised, `seq` the
   * order update that brought it. Returns the trade it ended.
   */
  take(fill: Fill, before: number, realised: Money, seq: number): Trade | undefined {
    const { quantity: closing, charges: closingCharges } = closingOf(fill, before);

    if (closing > 0) this.open?.exit(fill, closing, realised, closingCharges);
    const ended = closing === Math.abs(before) ? this.open?.ended(fill, seq) : undefined;
    if (ended !== undefined) this.open = undefined;

    if (closing < fill.quantity) {
      this.open ??= new OpenTrade(this.owner, this.marks, fill, seq);
      this.open.enter(fill, fill.quantity - closing, minus(fill.charges, closingCharges));
    }
    return ended;
  }
}

class OpenTrade {
  realised = NO_MONEY;
  charges = NO_MONEY;
  /** +1 for long, −1 for short. */
  private readonly sign: 1 | -1;
  private readonly excursion: Excursion;
  private entered = 0;
  private entryValue = NO_MONEY;
  private exited = 0;
  private exitValue = NO_MONEY;
  private largest = 0;
  private low = Infinity;
  private high = -Infinity;
  private worst = NO_MONEY;
  private best = NO_MONEY;
  private stop: Price | undefined = undefined;

  constructor(
    private readonly owner: TradeOwner,
    marks: MarkRing,
    private readonly first: Fill,
    private readonly entrySeq: number,
  ) {
    this.sign = signOf(first.side);
    this.excursion = new Excursion(marks, first.at);
  }

  keepUp(): void {
    this.excursion.keepUp();
  }

  stopSent({ side, trigger }: Pick<Order, 'side' | 'trigger'>): void {
    if (signOf(side) !== this.sign) this.stop ??= trigger;
  }

  enter(fill: Fill, quantity: number, charges: Money): void {
    this.look(fill.at);
    this.entered += quantity;
    this.entryValue = plus(this.entryValue, valueOf(fill.price, quantity, 1));
    this.charges = plus(this.charges, charges);
    this.largest = Math.max(this.largest, this.entered - this.exited);
  }

  exit(fill: Fill, quantity: number, realised: Money, charges: Money): void {
    this.look(fill.at);
    this.exited += quantity;
    this.exitValue = plus(this.exitValue, valueOf(fill.price, quantity, 1));
    this.realised = plus(this.realised, realised);
    this.charges = plus(this.charges, charges);
  }

  ended(last: Fill, exitSeq: number): Trade {
    const { strategy, token, instrument } = this.owner;
    const entryPrice = averagePrice(this.entryValue, this.entered);
    return {
      strategy,
      token,
      instrument,
      side: tradeSideOf(this.first.side),
      quantity: this.largest,
      openedAt: this.first.at,
      closedAt: last.at,
      entryPrice,
      exitPrice: averagePrice(this.exitValue, this.exited),
      grossPnl: this.realised,
      charges: this.charges,
      netPnl: minus(this.realised, this.charges),
      excursion: this.excursionFrom(entryPrice),
      initialRisk: this.riskFrom(entryPrice),
      entryOrder: this.first.orderId,
      exitOrder: last.orderId,
      entrySeq: this.entrySeq,
      exitSeq,
    };
  }

  /** What was held until `at` has stood at what the prices until then made of it. */
  private look(at: EpochMs): void {
    const { low, high } = this.excursion.until(at);
    if (low > high || this.entered === 0) return;
    this.low = Math.min(this.low, low);
    this.high = Math.max(this.high, high);
    const [one, other] = [this.profitAt(low), this.profitAt(high)];
    this.worst = Math.min(this.worst, one, other) as Money;
    this.best = Math.max(this.best, one, other) as Money;
  }

  private profitAt(price: number): Money {
    const held = valueOf(price as Price, this.entered - this.exited, 1);
    const flow = plus(minus(this.exitValue, this.entryValue), held);
    return (Math.round(this.sign * flow * this.owner.multiplier) + 0) as Money; // never −0
  }

  private excursionFrom(entryPrice: number): TradeExcursion | undefined {
    if (this.low > this.high) return undefined;
    const [one, other] = [this.low, this.high].map((mark) => pricePoints(this.sign * (mark - entryPrice)));
    return {
      worstPoints: Math.min(0, one ?? 0, other ?? 0),
      bestPoints: Math.max(0, one ?? 0, other ?? 0),
      worst: this.worst,
      best: this.best,
    };
  }

  private riskFrom(entryPrice: number): Money | undefined {
    if (this.stop === undefined) return undefined;
    const risk = rupees(this.sign * (entryPrice - this.stop) * this.largest * this.owner.multiplier);
    return risk > 0 ? risk : undefined;
  }
}
