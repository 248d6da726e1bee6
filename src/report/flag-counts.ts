import { FLAG_NAMES, MessageFlag, type MessageFlagName } from '../domain/touchline.js';

/** How many ticks carried each flag; a tick with two flags counts in both. */
export type FlagCounts = Readonly<Record<MessageFlagName, number>>;

/** Counts the flags of ticks. */
export class FlagCounter {
  private readonly counts: Record<MessageFlagName, number> = {
    OutOfOrder: 0,
    Duplicate: 0,
    VolumeReset: 0,
    ExchangeTimeBack: 0,
    Stale: 0,
    Gap: 0,
    Crossed: 0,
    Frozen: 0,
    Suspicious: 0,
    Conflated: 0,
  };

  take(flags: number): void {
    for (const name of FLAG_NAMES) if ((flags & MessageFlag[name]) !== 0) this.counts[name] += 1;
  }

  get byName(): FlagCounts {
    return { ...this.counts };
  }
}
