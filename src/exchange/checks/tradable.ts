import type { Check } from './check.js';

/** Rejects an index, and an order of which nothing is left to trade. */
export const tradable: Check = ({ quantity, filled }, { instrument }) => {
  if (instrument?.kind === 'INDEX') return `${instrument.name} is an index: it cannot be traded`;
  return quantity > filled ? undefined : `quantity ${quantity} is not above the ${filled} executed`;
};
