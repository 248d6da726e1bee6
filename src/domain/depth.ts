/** What only the depth feed sends, in the order of the tape's columns: levels 2 to 5 and the book's totals. */
export const DEPTH_FIELDS = [
  'bid2', 'bidQuantity2', 'ask2', 'askQuantity2',
  'bid3', 'bidQuantity3', 'ask3', 'askQuantity3',
  'bid4', 'bidQuantity4', 'ask4', 'askQuantity4',
  'bid5', 'bidQuantity5', 'ask5', 'askQuantity5',
  'lastQuantity', 'lastTradedAt',
  'totalBuyQuantity', 'totalSellQuantity',
  'lowerCircuit', 'upperCircuit',
] as const; // prettier-ignore

export type DepthField = (typeof DEPTH_FIELDS)[number];

/**
 * Levels 2 to 5 of the book (level 1 is the touchline's), prices in rupees and quantities in units, the last
 * trade's quantity and time (epoch ms), the totals of both sides and the day's circuit limits.
 * Undefined is never sent or, in a message, unchanged; a price of 0 is an empty level.
 */
export type Depth = { readonly [K in DepthField]: number | undefined };

/** `update` laid over `depth`, field by field: a level's quantity may change without its price. */
export const mergeDepth = (depth: Depth | undefined, update: Depth | undefined): Depth | undefined => {
  if (update === undefined) return depth;
  if (depth === undefined) return update;
  const merged = { ...depth };
  for (const field of DEPTH_FIELDS) merged[field] = update[field] ?? depth[field];
  return merged;
};
