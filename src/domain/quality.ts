import { FLAG_NAMES, MessageFlag, type MessageFlagName } from './touchline.js';

/** What becomes of a tick with a flag: `keep` passes it on, `drop` does not, `stop` ends the run. */
export type FlagPolicy = 'keep' | 'drop' | 'stop';

export const FLAG_POLICIES: readonly FlagPolicy[] = ['keep', 'drop', 'stop'];

/** From when on a feed is odd, in event time, and what is done about it. */
export interface Quality {
  /** A silence of a token longer than this is a Gap, if it is also far longer than usual. */
  readonly gapMs: number;
  /** An exchange's time that lies further back than this is Stale; a token unchanged for longer is Frozen. */
  readonly staleMs: number;
  readonly on: Readonly<Record<MessageFlagName, FlagPolicy>>;
}

/**
 * Dropped is what would be traded at a price that is none: a book whose bid is above its ask, yesterday's
 * prices told again, and what its own source does not trust. All else is kept, since real feeds do it: trades
 * repeat to the last digit, counters are reset, quiet markets stand still.
 */
export const DEFAULT_QUALITY: Quality = {
  gapMs: 60_000,
  staleMs: 300_000,
  on: {
    OutOfOrder: 'keep',
    Duplicate: 'keep',
    VolumeReset: 'keep',
    ExchangeTimeBack: 'keep',
    Stale: 'drop',
    Gap: 'keep',
    Crossed: 'drop',
    Frozen: 'keep',
    Suspicious: 'drop',
    Conflated: 'keep',
  },
};

/** The flags, or-ed, that meet with `policy`. */
export const flagsWith = ({ on }: Quality, policy: FlagPolicy): number =>
  FLAG_NAMES.reduce((flags, name) => (on[name] === policy ? flags | MessageFlag[name] : flags), 0);
