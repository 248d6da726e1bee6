import {
  defineStrategy,
  distanceFromVwap,
  expectedQuantity,
  nextSessionVwap,
  NO_INTENTS,
  Periods,
  Positive,
  Quantity,
  sessionVwap,
  t,
  toTarget,
  vwapDeviationOf,
  vwapOf,
  withDefault,
} from 'rxtape';

/**
 * Trades back towards the session's average price: buys when the last price lies `band` standard deviations
 * below the VWAP, sells (short with `allowShort`) as far above it, and is flat again once the price has come
 * back to the VWAP. Silent for the first `warmUp` ticks of a session; needs a volume.
 */
export const vwapReversion = defineStrategy({
  name: 'vwapReversion',
  config: t.strict({
    band: Positive,
    quantity: Quantity,
    warmUp: withDefault(Periods, 300),
    allowShort: withDefault(t.boolean, true),
  }),
  start: () => ({ vwap: sessionVwap, target: 0 }),
  step: (state, event, context, config) => {
    if (event.kind !== 'Tick') return [state, NO_INTENTS];
    const vwap = nextSessionVwap(state.vwap, event);
    const distance = event.last === undefined ? undefined : distanceFromVwap(vwap, event.last);
    const deviation = vwapDeviationOf(vwap);
    const ready = distance !== undefined && deviation !== undefined && vwap.count >= config.warmUp;
    const target = ready ? targetOf(distance, deviation, state.target, config) : state.target;
    const intents = target === state.target ? NO_INTENTS : toTarget(expectedQuantity(context), target);
    return [{ vwap, target }, intents];
  },
  plots: ({ vwap }, { band }) => {
    const average = vwapOf(vwap);
    const deviation = vwapDeviationOf(vwap);
    if (average === undefined || deviation === undefined) return {};
    return { vwap: average, upper: average + band * deviation, lower: average - band * deviation };
  },
});

const targetOf = (
  distance: number,
  deviation: number,
  before: number,
  {
    band,
    quantity,
    allowShort,
  }: { readonly band: number; readonly quantity: number; readonly allowShort: boolean },
): number => {
  if (distance < -band * deviation) return quantity;
  if (distance > band * deviation) return allowShort ? -quantity : 0;
  const cameBack = (before > 0 && distance >= 0) || (before < 0 && distance <= 0);
  return cameBack ? 0 : before;
};
