import type { Draw } from '../order-stream.js';

/**
 * Whole milliseconds, most of them near `meanMs`, a few far above, none below zero: exp(μ + σ·z) with
 * σ² = ln(1 + deviation² / mean²) and μ = ln(mean) − σ² / 2, so that its mean and standard deviation are those
 * asked for; z is normal, by Box and Muller (1958), Annals of Mathematical Statistics 29(2), 610–611.
 */
export const lognormalLatency = (meanMs: number, deviationMs: number, draw: Draw): number => {
  if (meanMs === 0) return 0;
  const variance = Math.log1p((deviationMs / meanMs) ** 2);
  const normal = Math.sqrt(-2 * Math.log1p(-draw())) * Math.cos(2 * Math.PI * draw());
  return Math.round(Math.exp(Math.log(meanMs) - variance / 2 + Math.sqrt(variance) * normal));
};
