import type { Entry } from '../../domain/entry.js';

/** Ticks and seconds of the clock follow from the inputs; the numbers of the others tell where they stood. */
export const isJournaled = (entry: Entry): boolean => entry.kind !== 'Tick' && entry.kind !== 'ClockTicked';

/**
 * An entry as the journal has it: JSON. Where a strategy threw is left out, since it names places
 * in files; a state that JSON cannot hold (a bigint, a circle) costs its own print.
 */
export const entryText = (entry: Entry): string => {
  if (entry.kind === 'StrategyFailed') return JSON.stringify({ ...entry, stack: undefined });
  if (entry.kind !== 'Decision') return JSON.stringify(entry);
  try {
    return JSON.stringify(entry);
  } catch (error) {
    return JSON.stringify({ ...entry, state: { unprintable: String(error) } });
  }
};
