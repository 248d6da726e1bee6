/** share · (ask − bid), beside what the touch itself costs. */
export const spreadSlippage = (share: number, spread: number): number => share * spread;
