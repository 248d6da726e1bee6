import type { Random } from './random.js';
import { STEP_MS } from './session-shape.js';

/** How a value wanders about zero: its standard deviation, and how long it remembers where it was. */
export interface Wander {
  readonly deviation: number;
  readonly memoryMs: number;
}

/** A value that is drawn back to zero as it is pushed about: an Ornstein-Uhlenbeck process in Euler's steps. */
export class Wandering {
  value = 0;
  private readonly pull: number;
  private readonly push: number;

  constructor(
    private readonly random: Random,
    wander: Wander,
  ) {
    this.pull = STEP_MS / wander.memoryMs;
    this.push = wander.deviation * Math.sqrt(2 * this.pull);
  }

  step(): void {
    this.value += this.push * this.random.normal() - this.pull * this.value;
  }
}
