import { epochMs, type EpochMs } from '../../src/domain/time.js';
import type { RealTime } from '../../src/port/real-time.js';
import type { TimeSource } from '../../src/port/time-source.js';

interface Due {
  readonly at: number;
  readonly work: () => void;
}

/**
 * Real time played by hand: nothing happens but by `pass`, and work takes as long as the test says. It is the
 * wall's time as well: `startAt` and what has passed since.
 */
export class PlayedTime implements RealTime, TimeSource {
  private ms = 0;
  /** By time, then in the order of their setting. */
  private due: Due[] = [];

  constructor(private readonly startAt: EpochMs) {}

  now(): EpochMs & number {
    return epochMs(Math.floor(this.startAt + this.ms));
  }

  realMsUntil(at: EpochMs): number {
    return Math.max(0, at - this.startAt - this.ms);
  }

  soon(work: () => void): () => void {
    return this.later(work, 0);
  }

  later(work: () => void, ms: number): () => void {
    const one = { at: this.ms + Math.max(0, ms), work };
    const place = this.due.findIndex(({ at }) => at > one.at);
    this.due.splice(place === -1 ? this.due.length : place, 0, one);
    return () => {
      this.due = this.due.filter((other) => other !== one);
    };
  }

  /** Lets `ms` pass; what is due on the way is done at its time. */
  pass(ms: number): void {
    const until = this.ms + ms;
    for (let next = this.due[0]; next !== undefined && next.at <= until; next = this.due[0]) {
      this.due.shift();
      this.ms = Math.max(this.ms, next.at);
      next.work();
    }
    this.ms = Math.max(this.ms, until);
  }

  /** The machine is busy for `ms`: time goes on and nothing is done. */
  stall(ms: number): void {
    this.ms += ms;
  }

  /** What is still to be done, as the times of it, ms since the beginning. */
  get pending(): readonly number[] {
    return this.due.map(({ at }) => at);
  }
}
