import type { Depth } from '../../domain/depth.js';
import type { Instrument } from '../../domain/instrument.js';
import type { TouchlineMessage } from '../../domain/touchline.js';

/**
 * Exchanges whose market data counts lots, while orders count units everywhere.
 * Source: quotes and order books of MCX, where one lot of 100 is a `bq1` of 1 and a `qty` of 100.
 */
const COUNTS_LOTS: ReadonlySet<string> = new Set(['MCX']);

/** Units in one of what the wire's market data counts. */
export const unitsPerQuantityOf = ({
  exchange,
  lotSize,
}: Pick<Instrument, 'exchange' | 'lotSize'>): number => (COUNTS_LOTS.has(exchange) ? lotSize : 1);

/** `message` of the wire with its quantities in units, of which `units` are one of the wire's. */
export const inUnits = (message: TouchlineMessage, units: number): TouchlineMessage => {
  if (units === 1) return message;
  const { volume, openInterest, previousOpenInterest, underlyingOpenInterest } = message;
  return {
    ...message,
    volume: times(volume, units),
    openInterest: times(openInterest, units),
    previousOpenInterest: times(previousOpenInterest, units),
    underlyingOpenInterest: times(underlyingOpenInterest, units),
    bidQuantity: times(message.bidQuantity, units),
    askQuantity: times(message.askQuantity, units),
    depth: message.depth === undefined ? undefined : depthInUnits(message.depth, units),
  };
};

const depthInUnits = (depth: Depth, units: number): Depth => ({
  ...depth,
  bidQuantity2: times(depth.bidQuantity2, units),
  askQuantity2: times(depth.askQuantity2, units),
  bidQuantity3: times(depth.bidQuantity3, units),
  askQuantity3: times(depth.askQuantity3, units),
  bidQuantity4: times(depth.bidQuantity4, units),
  askQuantity4: times(depth.askQuantity4, units),
  bidQuantity5: times(depth.bidQuantity5, units),
  askQuantity5: times(depth.askQuantity5, units),
  lastQuantity: times(depth.lastQuantity, units),
  totalBuyQuantity: times(depth.totalBuyQuantity, units),
  totalSellQuantity: times(depth.totalSellQuantity, units),
});

const times = (quantity: number | undefined, units: number): number | undefined =>
  quantity === undefined ? undefined : quantity * units;
