import {
  defineStrategy,
  expectedQuantity,
  nextSupertrend,
  NO_INTENTS,
  Periods,
  Positive,
  Quantity,
  supertrend,
  t,
  toTarget,
  withDefault,
} from 'rxtape';

/**
 * Goes with the Supertrend of `bars`: long when it turns up, short (or flat, without `allowShort`) when it turns
 * down. Which way it begins is no turn. Silent until `periods` bars were heard; acts only when a bar is over.
 */
export const followSupertrend = defineStrategy({
  name: 'followSupertrend',
  config: t.strict({
    bars: withDefault(t.string, '5m'),
    periods: withDefault(Periods, 10),
    factor: withDefault(Positive, 3),
    quantity: Quantity,
    allowShort: withDefault(t.boolean, true),
  }),
  bars: ({ bars }) => [bars],
  start: ({ periods, factor }) => supertrend(periods, factor),
  step: (before, event, context, { bars, quantity, allowShort }) => {
    if (event.kind !== 'Bar' || event.spec !== bars) return [before, NO_INTENTS];
    const next = nextSupertrend(before, event);
    const trend = next.value?.trend;
    if (before.value === undefined || trend === before.value.trend) return [next, NO_INTENTS];
    const target = trend === 'up' ? quantity : allowShort ? -quantity : 0;
    return [next, toTarget(expectedQuantity(context), target, `the trend of ${bars} turned ${trend ?? ''}`)];
  },
  plots: ({ value }) => ({ supertrend: value?.line }),
});
