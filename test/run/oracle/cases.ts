import type { Costs } from './trader.js';

/** The costs that every oracle is tried with: 20 rupees an order is 200,000 ten-thousandths. */
export const COSTS: readonly Costs[] = [0, 150, 2_000].flatMap((latencyMs) => [
  { latencyMs, chargePerOrder: 0n },
  { latencyMs, chargePerOrder: 200_000n },
]);

export const nameOf = ({ latencyMs, chargePerOrder }: Costs): string =>
  `latency ${latencyMs} ms, ${chargePerOrder === 0n ? 'no charges' : `${chargePerOrder / 10_000n} rupees an order`}`;
