import type { Fill } from '../domain/fill.js';
import { minus, type Money, NO_MONEY, plus, valueOf } from '../domain/money.js';
import type { OrderId } from '../domain/order.js';
import { closingOf } from '../domain/round-trip.js';
import type { EpochMs } from '../domain/time.js';
import type { Token } from '../domain/token.js';
import { averagePrice } from './average-price.js';
import { type Trade, tradeSideOf, type TradeSide } from './trade.js';

/** Whose trades these are. */
export interface TradeOwner {
  readonly strategy: string;
  readonly token: Token;
  readonly instrument: string;
}

/**
 * Folds the fills of one strategy in one token into round trips. A fill that crosses zero ends one trade and
 * begins the next; its charges are shared by quantity, the remainder going to the new trade, so that no paisa
 * is lost.
 */
export class TradeFold {
  private open: OpenTrade | undefined = undefined;

  constructor(private readonly owner: TradeOwner) {}

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
    const ended = closing === Math.abs(before) ? this.open?.ended(this.owner, fill, seq) : undefined;
    if (ended !== undefined) this.open = undefined;

    if (closing < fill.quantity) {
      this.open ??= new OpenTrade(fill, seq);
      this.open.enter(fill, fill.quantity - closing, minus(fill.charges, closingCharges));
    }
    return ended;
  }
}

class OpenTrade {
  realised = NO_MONEY;
  charges = NO_MONEY;
  private readonly side: TradeSide;
  private readonly openedAt: EpochMs;
  private readonly entryOrder: OrderId;
  private entered = 0;
  private entryValue = NO_MONEY;
  private exited = 0;
  private exitValue = NO_MONEY;
  private largest = 0;

  constructor(
    first: Fill,
    private readonly entrySeq: number,
  ) {
    this.side = tradeSideOf(first.side);
    this.openedAt = first.at;
    this.entryOrder = first.orderId;
  }

  enter(fill: Fill, quantity: number, charges: Money): void {
    this.entered += quantity;
    this.entryValue = plus(this.entryValue, valueOf(fill.price, quantity, 1));
    this.charges = plus(this.charges, charges);
    this.largest = Math.max(this.largest, this.entered - this.exited);
  }

  exit(fill: Fill, quantity: number, realised: Money, charges: Money): void {
    this.exited += quantity;
    this.exitValue = plus(this.exitValue, valueOf(fill.price, quantity, 1));
    this.realised = plus(this.realised, realised);
    this.charges = plus(this.charges, charges);
  }

  ended(owner: TradeOwner, last: Fill, exitSeq: number): Trade {
    return {
      strategy: owner.strategy,
      token: owner.token,
      instrument: owner.instrument,
      side: this.side,
      quantity: this.largest,
      openedAt: this.openedAt,
      closedAt: last.at,
      entryPrice: averagePrice(this.entryValue, this.entered),
      exitPrice: averagePrice(this.exitValue, this.exited),
      grossPnl: this.realised,
      charges: this.charges,
      netPnl: minus(this.realised, this.charges),
      entryOrder: this.entryOrder,
      exitOrder: last.orderId,
      entrySeq: this.entrySeq,
      exitSeq,
    };
  }
}
