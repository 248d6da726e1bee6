import type { Draw } from '../order-stream.js';

/** from + ⌊u · (to − from + 1)⌋: any whole millisecond from `fromMs` to `toMs`, both included, as likely as any other. */
export const uniformLatency = (fromMs: number, toMs: number, draw: Draw): number =>
  fromMs + Math.floor(draw() * (toMs - fromMs + 1));
