import * as t from 'io-ts';
import { ema, nextEma } from '../../src/indicator/ema.js';
import { cancel, type Intent, limit, NO_INTENTS, toTarget } from '../../src/domain/intent.js';
import { defineStrategy } from '../../src/domain/strategy.js';

const FAST = 200;
const SLOW = 600;
const QUANTITY = 650;

/**
 * Momentum that is patient to get in and not to get out: it rests at the touch of its own side until it has all it
 * wants, and leaves at market. So one strategy shows what each part of a fill model does to orders of both kinds.
 */
export const patient = defineStrategy({
  name: 'patient',
  config: t.strict({}),
  start: () => ({ fast: ema(FAST), slow: ema(SLOW), side: 0 }),
  step: (state, event, context) => {
    if (event.kind !== 'Tick' || event.last === undefined) return [state, NO_INTENTS];
    const fast = nextEma(state.fast, event.last);
    const slow = nextEma(state.slow, event.last);
    const isReady = fast.value !== undefined && slow.value !== undefined;
    const side = isReady ? Math.sign(fast.value - slow.value) || state.side : 0;
    if (side === state.side) return [{ fast, slow, side }, NO_INTENTS];
    const price = (side > 0 ? event.bid : event.ask) ?? event.last;
    const intents: readonly Intent[] = [
      ...context.orders.map(({ id }) => cancel(id)),
      ...toTarget(context.position.quantity, 0, 'out'),
      limit(side > 0 ? 'BUY' : 'SELL', QUANTITY, price, 'in'),
    ];
    return [{ fast, slow, side }, intents];
  },
});
