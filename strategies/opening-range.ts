import {
  type Bracket,
  bracket,
  bracketStep,
  defineStrategy,
  type EpochMs,
  type Event,
  type Instrument,
  NO_INTENTS,
  Positive,
  Quantity,
  sessionDayOf,
  stop,
  t,
  timeOfDayOf,
  withDefault,
  worseOnGrid,
} from 'rxtape';

/** The range of one day, and the bracket on its break. */
export interface OpeningRange {
  /** Session; undefined before the first price. */
  readonly day: number | undefined;
  readonly high: number;
  readonly low: number;
  /** Undefined while the range forms. */
  readonly bracket: Bracket | undefined;
}

const START: OpeningRange = { day: undefined, high: -Infinity, low: Infinity, bracket: undefined };
const OPEN_MS = (9 * 60 + 15) * 60_000;

/**
 * Once a day, when the first `minutes` are over, waits to buy above their range: a stop one tick above the high, with
 * its loss taken one tick below the low and its profit `reward` times that risk above the entry. Orders and exits
 * are a bracket's.
 */
export const openingRange = defineStrategy({
  name: 'openingRange',
  config: t.strict({ minutes: Positive, reward: withDefault(Positive, 2), quantity: Quantity }),
  start: (): OpeningRange => START,
  step: (before, event, context, config) => {
    const state = ranged(before, event, config.minutes);
    const current = state.bracket ?? planned(state, event, context.instrument, config);
    if (current === undefined) return [state, NO_INTENTS];
    const [next, intents] = bracketStep(current, event, context);
    return [next === state.bracket ? state : { ...state, bracket: next }, intents];
  },
});

/** The range with the price in it, while it forms; a new one with a new day. */
const ranged = (before: OpeningRange, event: Event, minutes: number): OpeningRange => {
  if (event.kind !== 'Tick' || event.last === undefined) return before;
  const day = sessionDayOf(event.at);
  const state = day === before.day ? before : { ...START, day };
  if (state.bracket !== undefined || isOver(event.at, minutes)) return state;
  const high = Math.max(state.high, event.last);
  const low = Math.min(state.low, event.last);
  return high === state.high && low === state.low ? state : { ...state, high, low };
};

/** The bracket, at the first price after the range that is still within it. */
const planned = (
  { day, high, low }: OpeningRange,
  event: Event,
  { tickSize = 0.05 }: Instrument,
  {
    minutes,
    reward,
    quantity,
  }: { readonly minutes: number; readonly reward: number; readonly quantity: number },
): Bracket | undefined => {
  if (event.kind !== 'Tick' || event.last === undefined || !isOver(event.at, minutes)) return undefined;
  if (day === undefined || event.last > high || event.last < low) return undefined;
  const above = worseOnGrid(high + tickSize, tickSize, 'BUY');
  const below = worseOnGrid(low - tickSize, tickSize, 'SELL');
  return bracket({
    tag: `range-${day}`,
    entry: stop('BUY', quantity, above, 'the opening range broke'),
    target: worseOnGrid(above + reward * (above - below), tickSize, 'SELL'),
    stop: below,
  });
};

const isOver = (at: EpochMs, minutes: number): boolean => timeOfDayOf(at) >= OPEN_MS + minutes * 60_000;
