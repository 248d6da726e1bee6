import { type EpochMs, epochMs } from '../../../domain/time.js';
import type { TimeSource } from '../../../port/time-source.js';

/** Times real time; `max` plays as fast as it is read, `manual` moves only when it is told to. */
export type Speed = number | 'max' | 'manual';

/** What the clock channel tells: `speed` is 0 where time stands still, null where the frames say what time it is. */
export interface ClockTold {
  readonly now: EpochMs;
  readonly speed: number | null;
  readonly ended?: true;
}

/** The time of the simulated exchange. Stands still until it is started, and from its end on. Never goes back. */
export class SimulatedClock implements TimeSource {
  private at: EpochMs;
  private startedAt = 0;
  private phase: 'waiting' | 'running' | 'ended' = 'waiting';
  private readonly listeners = new Set<(told: ClockTold) => void>();

  constructor(
    from: EpochMs,
    readonly speed: Speed,
    /** Real milliseconds, of a clock that is never set. */
    private readonly realNow: () => number,
  ) {
    this.at = from;
  }

  now(): EpochMs {
    return this.runsFreely
      ? epochMs(Math.floor(this.at + (this.realNow() - this.startedAt) * this.factor))
      : this.at;
  }

  realMsUntil(at: EpochMs): number {
    const simulatedMs = at - this.now();
    return simulatedMs <= 0 ? 0 : this.runsFreely ? simulatedMs / this.factor : Infinity;
  }

  told(): ClockTold {
    const speed =
      this.phase === 'running' ? (this.speed === 'max' ? null : this.runsFreely ? this.factor : 0) : 0;
    return { now: this.now(), speed, ...(this.phase === 'ended' ? { ended: true } : {}) };
  }

  /** Begins at `at`, if it has not begun. */
  start(at: EpochMs): void {
    if (this.phase !== 'waiting') return;
    this.moveTo(at); // the time that was waited does not count
    this.phase = 'running';
    this.tell();
  }

  /** Is at `at` now, and goes on from there. */
  jumpTo(at: EpochMs): void {
    this.moveTo(at);
    this.tell();
  }

  /** As {@link jumpTo}, and tells nobody. */
  moveTo(at: EpochMs): void {
    this.at = epochMs(Math.max(at, this.now()));
    this.startedAt = this.realNow();
  }

  /** Stands still from now on, at `at` or where it is already behind that. */
  end(at: EpochMs): void {
    const now = this.now();
    this.phase = 'ended';
    this.at = epochMs(Math.max(at, now));
    this.tell();
  }

  /** Calls `listener` with what the clock tells at each change; returns what ends that. */
  onChange(listener: (told: ClockTold) => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  tell(): void {
    const told = this.told();
    for (const listener of this.listeners) listener(told);
  }

  private get runsFreely(): boolean {
    return this.phase === 'running' && typeof this.speed === 'number';
  }

  private get factor(): number {
    return typeof this.speed === 'number' ? this.speed : 0;
  }
}
