import type { FillModel } from '../../domain/fill-model.js';

/** Units that stand before an order at its price, and what the time between two ticks does to them. */
export interface QueueStep {
  readonly front: number;
  /** Displayed at the order's price at both ticks; undefined where it is not. */
  readonly sizeBefore: number | undefined;
  readonly size: number | undefined;
  /** Units believed to have traded at the price. */
  readonly traded: number;
}

/**
 * The front after it, before what trades is held against it: cancellations are believed to come from behind, but
 * for the share `cancelAhead` of what left the level untraded, and the front is never longer than the level.
 * Source: the risk-averse queue of hftbacktest: front −= traded; front = min(front, level).
 */
export const wornFront = (
  { front, sizeBefore, size, traded }: QueueStep,
  { cancelAhead }: Pick<FillModel, 'cancelAhead'>,
): number => {
  const unexplained =
    sizeBefore === undefined || size === undefined ? 0 : Math.max(0, sizeBefore - size - traded);
  const worn = front - traded - cancelAhead * unexplained;
  return size === undefined ? worn : Math.min(worn, size);
};
