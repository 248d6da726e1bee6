/**
 * Whose definition an indicator follows where the two schools differ: what TradingView shows (taken unless
 * said otherwise) or what TA-Lib computes.
 */
export type Compat = 'tradingview' | 'talib';

export interface Convention {
  readonly compat?: Compat;
}
