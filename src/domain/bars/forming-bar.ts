import type { Price } from '../money.js';
import type { EpochMs } from '../time.js';
import type { Cut } from './cutter.js';

/** A bar that is not over: its cutter's own, changed in place. */
export class FormingBar {
  /** 0 while it has not begun. */
  ticks = 0;
  open = 0 as Price;
  high = 0 as Price;
  low = 0 as Price;
  close = 0 as Price;
  volume = 0;
  openInterest: number | undefined = undefined;

  add(price: Price, traded: number, openInterest: number | undefined): void {
    if (this.ticks === 0) {
      this.open = price;
      this.high = price;
      this.low = price;
      this.volume = 0;
    } else if (price > this.high) this.high = price;
    else if (price < this.low) this.low = price;
    this.close = price;
    this.volume += traded;
    this.ticks += 1;
    this.openInterest = openInterest;
  }

  /** The bar as it is now, and begins anew. */
  take(openAt: EpochMs, closeAt: EpochMs): Cut {
    const { open, high, low, close, volume, ticks, openInterest } = this;
    this.ticks = 0;
    return { openAt, closeAt, open, high, low, close, volume, ticks, openInterest };
  }

  /** An interval without a trade: flat at the last close. */
  flat(openAt: EpochMs, closeAt: EpochMs): Cut {
    const { close, openInterest } = this;
    return {
      openAt,
      closeAt,
      open: close,
      high: close,
      low: close,
      close,
      volume: 0,
      ticks: 0,
      openInterest,
    };
  }
}
