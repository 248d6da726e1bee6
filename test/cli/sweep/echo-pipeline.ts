import { bind, definePipeline, defineStrategy, NO_INTENTS, Periods, rupees, t, toTarget } from 'rxtape';

/**
 * Holds a lot in the direction that the price went `lag` changes before the next, and looks every `every` prices.
 * For prices in which a change echoes `lag` later.
 */
const echo = defineStrategy({
  name: 'echo',
  config: t.strict({ lag: Periods, every: Periods }),
  start: () => ({ seen: 0, prices: [] as readonly number[], target: 0 }),
  step: (state, event, _context, { lag, every }) => {
    if (event.kind !== 'Tick' || event.last === undefined) return [state, NO_INTENTS];
    const prices = [...state.prices.slice(-lag), event.last];
    const seen = state.seen + 1;
    const change = (prices[1] ?? 0) - (prices[0] ?? 0);
    if (prices.length <= lag || seen % every !== 0 || change === 0)
      return [{ ...state, seen, prices }, NO_INTENTS];
    const target = change > 0 ? 65 : -65;
    const intents = target === state.target ? NO_INTENTS : toTarget(state.target, target);
    return [{ seen, prices, target }, intents];
  },
});

export default definePipeline({
  name: 'echo',
  instruments: ['NFO:NIFTY27JAN26F'],
  capital: rupees(2_000_000),
  product: 'CARRY_FORWARD',
  risk: [],
  strategies: [bind(echo, { lag: 1, every: 1 })],
});
