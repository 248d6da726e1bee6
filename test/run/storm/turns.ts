import { ReplayScheduler } from '../../../src/clock/replay-scheduler.js';
import { epochMs } from '../../../src/domain/time.js';
import type { RealTime } from '../../../src/port/real-time.js';

/**
 * Time counted in turns of the event loop: a millisecond each. In a turn all sockets of this process are read, so
 * what waits so many milliseconds waits for so many chances of the other side to be heard, however busy the
 * machine is.
 */
export class Turns implements RealTime {
  readonly scheduler = new ReplayScheduler(epochMs(0));
  private isRunning = true;
  private readonly waiting = new Set<() => void>();

  constructor() {
    const turn = (): void => {
      if (!this.isRunning) return;
      this.scheduler.advanceTo(epochMs(this.now() + 1));
      for (const look of [...this.waiting]) look();
      setImmediate(turn);
    };
    setImmediate(turn);
  }

  now(): number {
    return this.scheduler.now();
  }

  soon(work: () => void): () => void {
    return this.later(work, 0);
  }

  later(work: () => void, ms: number): () => void {
    const action = this.scheduler.schedule(work, ms);
    return () => action.unsubscribe();
  }

  /** Resolves when so many turns have passed. */
  async pass(count: number): Promise<void> {
    const until = this.now() + count;
    await this.until(() => this.now() >= until, count + 1);
  }

  /** Resolves with whether it came to be `wanted` within `most` turns; looked at once in each. */
  until(wanted: () => boolean, most: number): Promise<boolean> {
    const last = this.now() + most;
    return new Promise((resolve) => {
      const look = (): void => {
        const isWanted = wanted();
        if (!isWanted && this.now() < last) return;
        this.waiting.delete(look);
        resolve(isWanted);
      };
      this.waiting.add(look);
      look();
    });
  }

  stop(): void {
    this.isRunning = false;
  }
}
