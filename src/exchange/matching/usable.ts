import { byLiquidity, type FillModel } from '../../domain/fill-model.js';
import type { Instrument } from '../../domain/instrument.js';
import { tickSizeOf } from '../../domain/tick-grid.js';
import type { Tick } from '../../domain/tick.js';
import { MessageFlag } from '../../domain/touchline.js';

/** Why nothing trades against a tick. */
export type Skipped = 'crossed' | 'stale' | 'worthless';

/** Whether what `tick` says is not believed: it tells prices of another time, or its own source does not trust it. */
export const isDoubted = ({ flags }: Tick): boolean =>
  (flags & (MessageFlag.Stale | MessageFlag.Suspicious)) !== 0;

/** Whole seconds of the exchange's time may be a second late. */
const WHOLE_SECOND_MS = 1_000;

/**
 * Why nothing trades against `tick`; undefined when orders may. A book whose bid is at or above its ask is no book;
 * one that is older than the model allows, by the exchange's own time, is of the past; an option that nobody offers
 * and somebody bids the smallest price for has no market. LEAN warns of stale quotes; here nothing trades.
 */
export const skippedBecause = (
  tick: Tick,
  instrument: Instrument | undefined,
  { staleMs }: FillModel,
): Skipped | undefined => {
  const { bid, ask, exchangeAt, receivedAt } = tick;
  if (bid !== undefined && ask !== undefined && bid >= ask) return 'crossed';
  if (isDoubted(tick)) return 'stale';
  if (instrument?.optionType !== undefined && ask === undefined && bid !== undefined)
    if (bid <= tickSizeOf(instrument)) return 'worthless';
  const isOld =
    exchangeAt !== undefined && receivedAt - exchangeAt > byLiquidity(staleMs, instrument) + WHOLE_SECOND_MS;
  return isOld ? 'stale' : undefined;
};
