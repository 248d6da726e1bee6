import {
  bind,
  definePipeline,
  maxDailyLoss,
  maxOrdersPerSecond,
  maxOrderValue,
  maxPosition,
  rupees,
} from 'rxtape';
import { momentum } from '../strategies/momentum.js';
import { vwapReversion } from '../strategies/vwap-reversion.js';

/** Several strategies on several tokens at once: each runs on every instrument unless `on` names its own. */
export default definePipeline({
  name: 'several',
  instruments: ['NFO:NIFTY27JAN26F', 'NSE:RELIANCE-EQ', 'NSE:INFY-EQ'],
  capital: rupees(1_000_000),
  risk: [
    maxPosition(200),
    maxOrderValue(rupees(4_000_000)),
    maxDailyLoss(rupees(25_000)),
    maxOrdersPerSecond(10),
  ],
  strategies: [
    bind(momentum, { fast: 400, slow: 1200, quantity: 65 }, { on: ['NFO:NIFTY27JAN26F'] }),
    bind(
      momentum,
      { fast: 200, slow: 600, quantity: 100, allowShort: false },
      { as: 'trend', on: ['NSE:RELIANCE-EQ', 'NSE:INFY-EQ'] },
    ),
    bind(vwapReversion, { band: 2, quantity: 50 }, { on: ['NSE:RELIANCE-EQ', 'NSE:INFY-EQ'] }),
  ],
  graph: (event$, { strategies }) => event$.pipe(strategies),
});
