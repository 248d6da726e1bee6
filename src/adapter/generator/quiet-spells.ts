import { HOUR_MS } from '../../domain/time.js';
import type { TradedListing } from './listing.js';
import type { Random } from './random.js';
import { STEP_MS } from './session-shape.js';

/** The spells in which nothing trades; they come more often when the day is slow. */
export class QuietSpells {
  private leftMs = 0;

  constructor(
    private readonly random: Random,
    private readonly quiet: TradedListing['quiet'],
  ) {}

  get isQuiet(): boolean {
    return this.leftMs > 0;
  }

  step(activity: number): void {
    if (this.leftMs > 0) this.leftMs -= STEP_MS;
    else if (this.random.chance((this.quiet.anHour * STEP_MS) / HOUR_MS / activity))
      this.leftMs = this.random.integer(this.quiet.fromMs, this.quiet.toMs);
  }
}
