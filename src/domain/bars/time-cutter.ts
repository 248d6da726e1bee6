import type { Price } from '../money.js';
import { type EpochMs, epochMs } from '../time.js';
import type { Cut, Cutter } from './cutter.js';
import { FormingBar } from './forming-bar.js';
import type { SessionHours, Slot } from './session-hours.js';

/** Bars of a length of time, aligned to the open. A trade that is told late counts in the bar that is not over. */
export class TimeCutter implements Cutter {
  private readonly bar = new FormingBar();
  /** Of the bar that forms, or of the next one to be carried. */
  private slot: Slot | undefined = undefined;
  /** Of `slot`; Infinity without one. */
  private until = Infinity;
  /** The end of the last bar that was shown: none begins before. */
  private shownTo = -Infinity;

  constructor(
    private readonly lengthMs: number,
    private readonly hours: SessionHours,
    private readonly isCarried: boolean,
    private readonly show: (cut: Cut) => void,
  ) {}

  reach(at: EpochMs): void {
    while (at >= this.until) this.close();
  }

  pass(at: EpochMs): void {
    while (this.slot !== undefined && at >= this.slot.closeAt) this.close();
  }

  add(at: EpochMs, price: Price, traded: number, openInterest: number | undefined): void {
    if (this.bar.ticks === 0) {
      const slot = this.hours.slotOf(epochMs(Math.max(at, this.shownTo)), this.lengthMs);
      if (slot === undefined || slot.closeAt <= this.shownTo) return;
      this.turnTo(slot);
    }
    this.bar.add(price, traded, openInterest);
  }

  note(openInterest: number | undefined): void {
    if (this.bar.ticks > 0) this.bar.openInterest = openInterest;
  }

  private close(): void {
    const { slot, bar } = this;
    if (slot === undefined) return;
    const { openAt, closeAt } = slot;
    this.shownTo = closeAt;
    this.turnTo(this.isCarried ? this.hours.slotAfter(slot, this.lengthMs) : undefined);
    this.show(bar.ticks > 0 ? bar.take(openAt, closeAt) : bar.flat(openAt, closeAt));
  }

  private turnTo(slot: Slot | undefined): void {
    this.slot = slot;
    this.until = slot?.until ?? Infinity;
  }
}
