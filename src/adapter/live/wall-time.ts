import { Subject } from 'rxjs';
import { type EpochMs, epochMs } from '../../domain/time.js';
import type { ClockJump, TimeSource } from '../../port/time-source.js';

/** The machine's clocks, in ms: `wall` since 1970 and can be set, `monotonic` since some moment and cannot. */
export interface MachineClocks {
  wall(): number;
  monotonic(): number;
}

/** The wall clock moved by more than this against the monotonic one: it was set, or the machine slept. */
const JUMP_MS = 2_000;
/** Smaller differences are made up for by going so much slower or faster; more than an NTP client ever steers. */
const STEERING = 1 / 200;

/**
 * The time of the wall, steady: it goes by the monotonic clock and follows the wall clock. A small difference is
 * steered away. Where the wall clock jumps ahead (it was set, the machine woke from sleep) this time jumps with
 * it; where the wall clock jumps back, it goes steadily on, and is ahead of the wall from then on. Never goes
 * back. Each jump is told once on `jump$`, within the call that finds it.
 */
export class WallTime implements TimeSource {
  private readonly jumps$ = new Subject<ClockJump>();
  readonly jump$ = this.jumps$.asObservable();
  /** Our time at the last look, ms with their fraction. */
  private ours: number;
  private lookedAt: number;
  /** How far the wall clock is ahead of ours since it was set back: negative. */
  private apartMs = 0;

  constructor(private readonly clocks: MachineClocks) {
    this.ours = clocks.wall();
    this.lookedAt = clocks.monotonic();
  }

  now(): EpochMs {
    this.look();
    return epochMs(Math.floor(this.ours));
  }

  realMsUntil(at: EpochMs): number {
    this.look();
    return Math.max(0, at - this.ours);
  }

  private look(): void {
    const wall = this.clocks.wall();
    const monotonic = this.clocks.monotonic();
    const passedMs = monotonic - this.lookedAt;
    const steady = this.ours + passedMs;
    const offMs = wall - this.apartMs - steady;
    this.lookedAt = monotonic;
    if (Math.abs(offMs) > JUMP_MS) {
      this.jump(wall, steady, offMs);
      return;
    }
    const most = passedMs * STEERING;
    this.ours = steady + Math.min(Math.max(offMs, -most), most);
  }

  private jump(wall: number, steady: number, byMs: number): void {
    const isFollowed = wall > steady + JUMP_MS;
    this.ours = isFollowed ? wall : steady;
    const apartMs = wall - this.ours;
    this.apartMs = Math.abs(apartMs) > JUMP_MS ? apartMs : 0;
    this.jumps$.next({ at: epochMs(Math.floor(this.ours)), byMs: Math.round(byMs), isFollowed });
  }
}
