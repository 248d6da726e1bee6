import type { Price } from '../money.js';
import { type EpochMs, epochMs } from '../time.js';
import type { CountSpec } from './bar-spec.js';
import type { Cut, Cutter } from './cutter.js';
import { FormingBar } from './forming-bar.js';
import type { SessionHours, Slot } from './session-hours.js';

/**
 * Bars that are over with the tick that fills them: by ticks, volume or range. None goes on into another session: the
 * last of a session is shown as it is at its end.
 */
export class CountCutter implements Cutter {
  private readonly bar = new FormingBar();
  private openAt = epochMs(0);
  private lastAt = epochMs(0);
  /** Of the bar that forms. */
  private session: Slot | undefined = undefined;
  /** A tick from before is of a session that is over. */
  private overUntil = -Infinity;

  constructor(
    private readonly spec: CountSpec,
    private readonly hours: SessionHours,
    private readonly show: (cut: Cut) => void,
  ) {}

  reach(at: EpochMs): void {
    if (this.session !== undefined && at >= this.session.until) this.endSession(this.session);
  }

  pass(at: EpochMs): void {
    if (this.session !== undefined && at >= this.session.closeAt) this.endSession(this.session);
  }

  add(at: EpochMs, price: Price, traded: number, openInterest: number | undefined): void {
    if (this.bar.ticks === 0) {
      if (at < this.overUntil) return;
      this.openAt = at;
      this.lastAt = at;
      this.session = this.hours.sessionOf(at);
    }
    if (at > this.lastAt) this.lastAt = at;
    this.bar.add(price, traded, openInterest);
    if (this.isFull()) this.close();
  }

  note(openInterest: number | undefined): void {
    if (this.bar.ticks > 0) this.bar.openInterest = openInterest;
  }

  private isFull(): boolean {
    const { by, least } = this.spec;
    const { ticks, volume, high, low } = this.bar;
    if (by === 'ticks') return ticks >= least;
    return by === 'volume' ? volume >= least : stepsOf(high - low) >= stepsOf(least);
  }

  private endSession({ until }: Slot): void {
    this.overUntil = until;
    this.close();
  }

  private close(): void {
    this.session = undefined;
    this.show(this.bar.take(this.openAt, this.lastAt));
  }
}

/** Ten-thousandths of a rupee: the difference of two doubles is not the difference of the prices they stand for. */
const stepsOf = (rupees: number): number => Math.round(rupees * 10_000);
