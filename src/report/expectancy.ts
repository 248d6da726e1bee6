import { meanOf } from './mean.js';

/** Mean profit of a trade, in the money of `profits`. Null for no trades. */
export const expectancy = (profits: readonly number[]): number | null => meanOf(profits);
