/** Prices (rupees) and units traded over some stretch of time. */
export interface Candle {
  readonly open: number;
  readonly high: number;
  readonly low: number;
  readonly close: number;
  readonly volume: number;
}

/** What a candle traded at, on the whole: (high + low + close) / 3. */
export const typicalPriceOf = ({ high, low, close }: Candle): number => (high + low + close) / 3;
