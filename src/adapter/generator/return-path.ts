import { SECOND_MS } from '../../domain/time.js';
import type { Random } from './random.js';
import { ROOT_STEP, STEP_MS } from './session-shape.js';
import { type Wander, Wandering } from './wandering.js';

/** How a return moves through the day. All are ratios of the price. */
export interface Temper {
  /** Where the day starts, against the previous close: standard deviation. */
  readonly overnight: number;
  /** Deviation of what no trend explains, per root second. */
  readonly noise: number;
  /** Speed of the trends, per second, and how long they last. */
  readonly trend: Wander;
  /** How slowly the price comes back to where the day started. */
  readonly memoryMs: number;
}

/**
 * The efficient price as a return since the previous close: short trends and noise, drawn back over hours.
 * `value` is a ratio: 0.01 is one percent up.
 */
export class ReturnPath {
  value: number;
  private readonly start: number;
  private readonly trend: Wandering;

  constructor(
    private readonly random: Random,
    private readonly temper: Temper,
  ) {
    this.start = temper.overnight * random.normal();
    this.value = this.start;
    this.trend = new Wandering(random, temper.trend);
  }

  /** One step on; `volatility` scales all movement, 1 is an ordinary mid-day. */
  step(volatility: number): void {
    this.trend.step();
    const trend = this.trend.value * (STEP_MS / SECOND_MS);
    const noise = this.temper.noise * ROOT_STEP * this.random.normal();
    const back = (this.start - this.value) * (STEP_MS / this.temper.memoryMs);
    this.value += volatility * (trend + noise) + back;
  }
}
