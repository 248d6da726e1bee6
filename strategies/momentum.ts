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
 * that target changes: after a refusal it waits for the next change. Averages are exponential, over ticks:
 * alpha = 2 / (n + 1), begun with the mean of the first n.
 */
export const momentum = defineStrategy({
  name: 'momentum',
  config: t.strict({
    fast: Periods,
    slow: Periods,
    quantity: Quantity,
    allowShort: withDefault(t.boolean, true),
  }),
  start: ({ fast, slow }) => ({ fast: ema(fast), slow: ema(slow), target: 0 }),
  step: (state, event, context, config) => {
    if (event.kind !== 'Tick' || event.last === undefined) return [state, NO_INTENTS];
    const fast = nextEma(state.fast, event.last);
    const slow = nextEma(state.slow, event.last);
    const target = targetOf(fast.value, slow.value, state.target, config);
    const intents = target === state.target ? NO_INTENTS : toTarget(expectedQuantity(context), target);
    return [{ fast, slow, target }, intents];
  },
  plots: ({ fast, slow }) => ({ fast: fast.value, slow: slow.value }),
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
