import type { Instrument } from '../../domain/instrument.js';

/** How often something is expected to tick. */
export type ScripClass = 'index' | 'future' | 'option' | 'other';

/** From so long without a tick it is a gap, ms. */
export const GAP_MS: Readonly<Record<ScripClass, number>> = {
  index: 2_000,
  future: 2_000,
  option: 5_000,
  other: 60_000,
};

/** At the money: a strike within one percent of the underlying's price. */
const AT_THE_MONEY = 0.01;

/**
 * `index`, `future` for one on an index, `option` for one at the money; all else ticks when it likes. `underlying`
 * is the price of what an option is on, undefined where that is not subscribed.
 */
export const scripClass = (
  { kind, strike, optionType }: Instrument,
  underlying: number | undefined,
): ScripClass => {
  if (kind === 'INDEX') return 'index';
  if (kind === 'FUTIDX') return 'future';
  if (optionType === undefined || strike === undefined || underlying === undefined) return 'other';
  return Math.abs(strike / underlying - 1) <= AT_THE_MONEY ? 'option' : 'other';
};
