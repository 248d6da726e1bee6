import { bind, definePipeline, rupees } from 'rxtape';
import { momentum } from '../../strategies/momentum.js';

/** Squared off on each day, as the plain loop that it is compared with does: nobody delivers what is not held. */
export default definePipeline({
  name: 'reliance',
  instruments: ['NSE:RELIANCE-EQ'],
  capital: rupees(1_000_000),
  risk: [],
  strategies: [bind(momentum, { fast: 40, slow: 120, quantity: 10 })],
});
