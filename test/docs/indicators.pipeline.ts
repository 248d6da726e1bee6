import {
  bind,
  definePipeline,
  defineStrategy,
  expectedQuantity,
  maxPosition,
  nextRsi,
  nextSupertrend,
  NO_INTENTS,
  Periods,
  Positive,
  Quantity,
  rsi,
  rupees,
  supertrend,
  t,
  toTarget,
} from 'rxtape';

/** Follows the Supertrend of one-minute bars, unless the RSI says that the move is overdone. */
const trend = defineStrategy({
  name: 'trend',
  config: t.strict({ periods: Periods, factor: Positive, quantity: Quantity }),
  start: ({ periods, factor }) => ({ trend: supertrend(periods, factor), strength: rsi(periods) }),
  step: (state, event, context, { quantity }) => {
    if (event.kind !== 'Bar') return [state, NO_INTENTS];
    const next = {
      trend: nextSupertrend(state.trend, event),
      strength: nextRsi(state.strength, event.close),
    };
    const [line, strength] = [next.trend.value, next.strength.value];
    if (line === undefined || strength === undefined) return [next, NO_INTENTS]; // not ready
    const held = expectedQuantity(context);
    const isOverdone = line.trend === 'up' ? strength > 80 : strength < 20;
    const target = isOverdone ? held : line.trend === 'up' ? quantity : 0;
    return [next, target === held ? NO_INTENTS : toTarget(held, target, line.trend)];
  },
  plots: ({ trend: { value }, strength }) => ({ stop: value?.line, rsi: strength.value }),
});

export default definePipeline({
  name: 'trend',
  instruments: ['NFO:NIFTY27JAN26F'],
  capital: rupees(500_000),
  risk: [maxPosition(65)],
  strategies: [bind(trend, { periods: 10, factor: 2, quantity: 65 })],
  graph: (event$, { cutBars, strategies }) => event$.pipe(cutBars('1m'), strategies),
});
