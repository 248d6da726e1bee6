/** Share of the profits above zero; one of zero is no win. Null for no trades. */
export const winRate = (profits: readonly number[]): number | null =>
  profits.length === 0 ? null : profits.filter((profit) => profit > 0).length / profits.length;

/** The same without the trades that came to zero. */
export const winRateWithoutZeros = (profits: readonly number[]): number | null =>
  winRate(profits.filter((profit) => profit !== 0));
