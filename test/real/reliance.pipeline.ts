import { bind, definePipeline, rupees } from 'rxtape';
import { momentum } from '../../strategies/momentum.js';

/** Held overnight, as the plain loop that it is compared with does. */
export default definePipeline({
  name: 'reliance',
  instruments: ['NSE:RELIANCE-EQ'],
  capital: rupees(1_000_000),
  product: 'DELIVERY',
  risk: [],
  strategies: [bind(momentum, { fast: 40, slow: 120, quantity: 10 })],
});
