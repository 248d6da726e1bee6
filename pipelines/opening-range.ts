import { bind, definePipeline, maxDailyLoss, maxPosition, rupees } from 'rxtape';
import { openingRange } from '../strategies/opening-range.js';

/** A break of the first quarter of an hour, with its target and its stop, on two tokens. */
export default definePipeline({
  name: 'opening-range',
  instruments: ['NFO:NIFTY27JAN26F', 'NSE:RELIANCE-EQ'],
  capital: rupees(1_000_000),
  risk: [maxPosition(100), maxDailyLoss(rupees(25_000))],
  strategies: [
    bind(openingRange, { minutes: 15, quantity: 65 }, { as: 'future', on: ['NFO:NIFTY27JAN26F'] }),
    bind(openingRange, { minutes: 15, reward: 1, quantity: 100 }, { as: 'share', on: ['NSE:RELIANCE-EQ'] }),
  ],
  graph: (event$, { strategies }) => event$.pipe(strategies),
});
