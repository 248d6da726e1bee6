import {
  bind,
  definePipeline,
  maxDailyLoss,
  maxOrdersPerSecond,
  maxPosition,
  rupees,
  tradingWindow,
} from 'rxtape';
import { momentum } from '../strategies/momentum.js';

/** One strategy on one token: momentum on the NIFTY future, one lot at a time. */
export default definePipeline({
  name: 'momentum',
  instruments: ['NFO:NIFTY27JAN26F'],
  capital: rupees(500_000),
  risk: [
    maxPosition(65),
    maxDailyLoss(rupees(25_000)),
    maxOrdersPerSecond(10),
    tradingWindow('09:20', '15:20'),
  ],
  strategies: [bind(momentum, { fast: 400, slow: 1200, quantity: 65 })],
  graph: (event$, { strategies }) => event$.pipe(strategies),
});
