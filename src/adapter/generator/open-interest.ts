import { MINUTE_MS } from '../../domain/time.js';
import type { Random } from './random.js';

/** Open contracts, in lots: every trade opens or closes some, and the exchange counts them anew each minute. */
export class OpenInterest {
  /** As last published. */
  published: number;
  private current: number;
  private minute = -1;

  constructor(
    private readonly random: Random,
    previous: number,
  ) {
    this.current = previous;
    this.published = previous;
  }

  trade(lots: number): void {
    this.current += this.random.integer(-lots, lots) + (this.random.chance(GROWTH) ? 1 : 0);
  }

  /** `at` is epoch ms. */
  publish(at: number): void {
    const minute = Math.floor(at / MINUTE_MS);
    if (minute === this.minute) return;
    this.minute = minute;
    this.published = this.current;
  }
}

/** Contracts are opened a little more often than closed until the expiry is near. */
const GROWTH = 0.2;
