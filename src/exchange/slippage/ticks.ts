/** ticks · tick size. Source: NautilusTrader's variant that is always one tick worse. */
export const ticksSlippage = (ticks: number, tickSize: number): number => ticks * tickSize;
