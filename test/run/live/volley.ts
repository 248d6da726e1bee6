import { limit, NO_INTENTS } from '../../../src/domain/intent.js';
import { rupees } from '../../../src/domain/money.js';
import type { Strategy } from '../../../src/domain/strategy.js';
import { definePipeline } from '../../../src/run/define-pipeline.js';
import { scripted } from '../../operator/scripted.js';

/** Orders at one price: more than go out in some seconds. */
export const VOLLEY = 60;

const volley = scripted('volley', false, (isFired, event) => {
  const last = event.kind === 'Tick' ? event.last : undefined;
  if (isFired || last === undefined) return [isFired, NO_INTENTS];
  const price = Math.round(last * 0.99 * 10) / 10;
  return [true, Array.from({ length: VOLLEY }, () => limit('BUY', 65, price))];
});

/** Fires a volley at its first price, and nothing more. */
export default definePipeline({
  name: 'volley',
  instruments: ['NFO:NIFTY27JAN26F'],
  capital: rupees(100_000_000),
  risk: [],
  strategies: [
    { name: volley.name, strategy: volley as Strategy<unknown, unknown>, settings: {}, on: undefined },
  ],
  graph: (event$, { strategies }) => event$.pipe(strategies),
});
