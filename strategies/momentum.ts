import {
  defineStrategy,
  ema,
  expectedQuantity,
  nextEma,
  NO_INTENTS,
  Periods,
  Quantity,
  t,
  toTarget,
  withDefault,
} from 'rxtape';

/**
 * Follows the trend: long while the fast average of the last price is above the slow one, short (or flat,
 * without `allowShort`) while it is below. Silent until `slow` ticks with a price were seen, and acts only when
 * that target changes: after a refusal it waits for the next change. Averages are exponential, over ticks: alpha = 2 / (n + 1), seeded with the first price.
 */
export const momentum = defineStrategy({
  name: 'momentum',
  config: t.strict({
    fast: Periods,
    slow: Periods,
    quantity: Quantity,
    allowShort: withDefault(t.boolean, true),
  }),
  start: ({ fast, slow }) => ({
    fast: ema(fast, { seed: 'first' }),
    slow: ema(slow, { seed: 'first' }),
    seen: 0,
    target: 0,
  }),
  step: (state, event, context, config) => {
    if (event.kind !== 'Tick' || event.last === undefined) return [state, NO_INTENTS];
    const fast = nextEma(state.fast, event.last);
    const slow = nextEma(state.slow, event.last);
    const seen = Math.min(state.seen + 1, config.slow);
    const target = seen < config.slow ? state.target : targetOf(fast.value, slow.value, state.target, config);
    const intents = target === state.target ? NO_INTENTS : toTarget(expectedQuantity(context), target);
    return [{ fast, slow, seen, target }, intents];
  },
  plots: ({ fast, slow, seen }, config) => (seen < config.slow ? {} : { fast: fast.value, slow: slow.value }),
});

const targetOf = (
  fast: number | undefined,
  slow: number | undefined,
  before: number,
  { quantity, allowShort }: { readonly quantity: number; readonly allowShort: boolean },
): number => {
  if (fast === undefined || slow === undefined || fast === slow) return before;
  if (fast > slow) return quantity;
  return allowShort ? -quantity : 0;
};
