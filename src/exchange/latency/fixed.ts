/** Always `ms`. */
export const fixedLatency = (ms: number): number => ms;
