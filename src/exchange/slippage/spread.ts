/** A share of the distance between bid and ask. */
export const spreadSlippage = (share: number, spread: number): number => share * spread;
