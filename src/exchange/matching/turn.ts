import type { FillModel } from '../../domain/fill-model.js';
import type { Draw } from '../order-stream.js';

/**
 * Whether an order at the touch is filled now that its turn has come: by the chance `touchProbability`, drawn at each
 * tick of which it could have something. Source: `prob_fill_on_limit` of NautilusTrader's fill model.
 */
export const hasItsTurn = ({ touchProbability }: Pick<FillModel, 'touchProbability'>, draw: Draw): boolean =>
  touchProbability >= 1 || draw() < touchProbability;
