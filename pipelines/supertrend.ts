import { bind, definePipeline, maxDailyLoss, maxPosition, rupees } from 'rxtape';
import { followSupertrend } from '../strategies/supertrend.js';

/** A strategy on bars: Supertrend of five minutes of the NIFTY future, which the graph cuts from its ticks. */
export default definePipeline({
  name: 'supertrend',
  instruments: ['NFO:NIFTY27JAN26F'],
  capital: rupees(500_000),
  risk: [maxPosition(65), maxDailyLoss(rupees(25_000))],
  strategies: [bind(followSupertrend, { bars: '5m', periods: 10, factor: 2, quantity: 65 })],
  graph: (event$, { cutBars, strategies }) => event$.pipe(cutBars('5m'), strategies),
});
