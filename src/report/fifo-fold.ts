import { type Fill, signedQuantityOf } from '../domain/fill.js';
import { minus, type Money, NO_MONEY, plus, type Price, shareOf, valueOf } from '../domain/money.js';

/** Units that were opened together and are not closed yet. */
interface Lot {
  /** Negative when short. */
  quantity: number;
  readonly price: Price;
  /** Of the units that are left. */
  charges: Money;
}

/**
 * Folds the fills of one strategy in one token into FIFO round trips: what a fill closes is matched with the oldest
 * units that are open, and each match is a trip of its own. Charges are shared by quantity on both sides, the
 * remainder going to what is left, so that no paisa is lost. Amortised O(1) a fill.
 */
export class FifoFold {
  private readonly lots: Lot[] = [];
  /** Of the oldest lot that is open. */
  private first = 0;

  constructor(private readonly multiplier: number) {}

  /** Takes a fill; returns the profits after charges of the trips it ended, oldest first. */
  take(fill: Fill): readonly Money[] {
    const ended: Money[] = [];
    let left = signedQuantityOf(fill);
    let charges = fill.charges;
    for (let lot = this.lots[this.first]; left !== 0 && lot !== undefined; lot = this.lots[this.first]) {
      if (Math.sign(lot.quantity) === Math.sign(left)) break;
      const closed = Math.min(Math.abs(lot.quantity), Math.abs(left));
      const side = Math.sign(lot.quantity);
      const [entryShare, exitShare] = [
        shareOf(lot.charges, closed, Math.abs(lot.quantity)),
        shareOf(charges, closed, Math.abs(left)),
      ];
      const gross = minus(
        valueOf(fill.price, side * closed, this.multiplier),
        valueOf(lot.price, side * closed, this.multiplier),
      );
      ended.push(minus(gross, plus(entryShare, exitShare)));
      lot.quantity -= side * closed;
      lot.charges = minus(lot.charges, entryShare);
      left += side * closed;
      charges = minus(charges, exitShare);
      if (lot.quantity === 0) this.first += 1;
    }
    if (left !== 0) this.lots.push({ quantity: left, price: fill.price, charges });
    if (this.first === this.lots.length) this.empty();
    return ended;
  }

  /** Charges of what is open. */
  get openCharges(): Money {
    return this.lots.slice(this.first).reduce((sum, { charges }) => plus(sum, charges), NO_MONEY);
  }

  private empty(): void {
    this.lots.length = 0;
    this.first = 0;
  }
}
