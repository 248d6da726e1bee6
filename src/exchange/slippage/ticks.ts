/** So many ticks. */
export const ticksSlippage = (ticks: number, tickSize: number): number => ticks * tickSize;
