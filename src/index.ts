/** The public API: all that pipelines and strategies import. */
export * as t from 'io-ts';

export { Periods, Positive, Quantity, withDefault } from './codec/config.js';
export type { Bar } from './domain/bar.js';
export { type BarOptions, type BarSpec, heikinAshi, range, ticks, volume } from './domain/bars/bar-spec.js';
export type { Account } from './domain/account.js';
export type { Candle, TimedCandle } from './domain/candle.js';
export type {
  Event,
  ClockTicked,
  Command,
  FeedEvent,
  OrderUpdate,
  UnexpectedUpdate,
} from './domain/event.js';
export type { Decision, Entry, Outcome, Plotted } from './domain/entry.js';
export type { Fill } from './domain/fill.js';
export type { History, Series } from './domain/history.js';
export type { Instrument } from './domain/instrument.js';
export {
  asProduct,
  cancel,
  disclosing,
  immediateOrCancel,
  type Intent,
  limit,
  market,
  modify,
  NO_INTENTS,
  type Side,
  stop,
  stopLimit,
  tagged,
  toTarget,
} from './domain/intent.js';
export type { Ledger } from './domain/ledger.js';
export type { MarginModel } from './domain/margin.js';
export { inRupees, type Money, type Price, rupees } from './domain/money.js';
export {
  filledPriceOf,
  isFinal,
  leavesOf,
  openUnitsOf,
  type Order,
  type OrderId,
  type OrderState,
  type OrderTerms,
  type OrderType,
  type Product,
  type Validity,
} from './domain/order.js';
export { averagePriceOf, type Position, unrealisedOf } from './domain/position.js';
export type { LossRule, NamingRule, OrderRule, RiskRule } from './domain/risk-rule.js';
export {
  defineStrategy,
  expectedQuantity,
  type PlotValues,
  type Strategy,
  type StrategyContext,
} from './domain/strategy.js';
export type { Tick } from './domain/tick.js';
export { type EpochMs } from './domain/time.js';
export { MessageFlag } from './domain/touchline.js';
export { CONSERVATIVE_FILLS, type FillModel, IDEAL_FILLS } from './domain/fill-model.js';
export { type Token } from './domain/token.js';
export { sessionDayOf, timeOfDayOf } from './domain/session.js';
export { worseOnGrid } from './domain/tick-grid.js';

export {
  type Bracket,
  bracket,
  type BracketPlan,
  bracketStep,
  heldByBracket,
  isBracketOver,
  leaveBracket,
} from './order-kit/bracket.js';
export {
  areBothOver,
  type OneCancelsOther,
  oneCancelsOther,
  oneCancelsOtherStep,
} from './order-kit/one-cancels-other.js';
export { type Distance, points, share, trailed } from './order-kit/trail.js';
export { type TrailingStop, trailingStop, trailingStopStep } from './order-kit/trailing-stop.js';

export {
  anchoredTickVwap,
  type AnchoredTickVwap,
  nextAnchoredTickVwap,
} from './indicator/anchored-tick-vwap.js';
export { type Anchor, anchoredVwap, type AnchoredVwap, nextAnchoredVwap } from './indicator/anchored-vwap.js';
export { type Atr, atr, nextAtr } from './indicator/atr.js';
export { type Bollinger, bollinger, type BollingerBands, nextBollinger } from './indicator/bollinger.js';
export { bookImbalance, totalImbalance } from './indicator/book-imbalance.js';
export { candleVwap, type CandleVwap, nextCandleVwap } from './indicator/candle-vwap.js';
export { cci, type Cci, nextCci } from './indicator/cci.js';
export type { Compat, Convention } from './indicator/convention.js';
export { type Correlation, correlation, nextCorrelation } from './indicator/correlation.js';
export { type Deviation, deviation, nextDeviation } from './indicator/deviation.js';
export { type DirectionalMovement, type Dmi, dmi, nextDmi } from './indicator/dmi.js';
export { type Donchian, donchian, type DonchianChannel, nextDonchian } from './indicator/donchian.js';
export { type Ema, ema, type EmaOptions, nextEma } from './indicator/ema.js';
export { type Extremes, extremes, type HighLow, nextExtremes } from './indicator/extremes.js';
export {
  heikinAshiCandles,
  type HeikinAshiCandles,
  nextHeikinAshiCandles,
} from './indicator/heikin-ashi-candles.js';
export { type Ichimoku, ichimoku, type IchimokuLines, nextIchimoku } from './indicator/ichimoku.js';
export { type Keltner, keltner, type KeltnerChannel, nextKeltner } from './indicator/keltner.js';
export { type Lag, lag, nextLag } from './indicator/lag.js';
export {
  type LinearRegression,
  linearRegression,
  nextLinearRegression,
  type RegressionLine,
} from './indicator/linear-regression.js';
export { type Macd, macd, type MacdLines, nextMacd } from './indicator/macd.js';
export { type Mfi, mfi, nextMfi } from './indicator/mfi.js';
export { nextObv, type Obv, obv } from './indicator/obv.js';
export {
  type BuildUp,
  type InterestMove,
  nextOpenInterestChange,
  openInterestChange,
  type OpenInterestChange,
  sessionInterestMoveOf,
} from './indicator/open-interest-change.js';
export { nextParabolicSar, type ParabolicSar, parabolicSar } from './indicator/parabolic-sar.js';
export {
  camarillaPivots,
  type CentralPivots,
  centralPivots,
  classicPivots,
  fibonacciPivots,
  type Pivots,
  woodiePivots,
} from './indicator/pivots.js';
export { nextRma, type Rma, rma } from './indicator/rma.js';
export { nextRoc, type Roc, roc } from './indicator/roc.js';
export { nextRsi, type Rsi, rsi } from './indicator/rsi.js';
export {
  nextPreviousSession,
  previousSession,
  type PreviousSession,
  type SessionRange,
} from './indicator/session-range.js';
export {
  distanceFromVwap,
  nextSessionVwap,
  type SessionVwap,
  sessionVwap,
  vwapBandsOf,
  vwapDeviationOf,
  vwapOf,
} from './indicator/session-vwap.js';
export { nextSma, type Sma, sma } from './indicator/sma.js';
export { nextStochRsi, type StochRsi, stochRsi } from './indicator/stoch-rsi.js';
export { nextStochastic, type Stochastic, stochastic, type StochasticLines } from './indicator/stochastic.js';
export { nextSupertrend, type Supertrend, supertrend, type SupertrendLine } from './indicator/supertrend.js';
export { type ValueArea, valueAreaOf } from './indicator/value-area.js';
export type { VwapBands } from './indicator/volume-mean.js';
export {
  nextCandleVolumeProfile,
  nextVolumeProfile,
  type VolumeProfile,
  volumeProfile,
} from './indicator/volume-profile.js';
export { nextWilliamsR, type WilliamsR, williamsR } from './indicator/williams-r.js';
export { nextWma, type Wma, wma } from './indicator/wma.js';
export { nextZScore, type ZScore, zScore } from './indicator/z-score.js';

export { allowedInstruments } from './risk/allowed-instruments.js';
export { forStrategy } from './risk/for-strategy.js';
export { forToken } from './risk/for-token.js';
export { maxConsecutiveLosses } from './risk/max-consecutive-losses.js';
export { maxDailyLoss } from './risk/max-daily-loss.js';
export { maxDrawdown } from './risk/max-drawdown.js';
export { maxGrossExposure } from './risk/max-gross-exposure.js';
export { maxNetExposure } from './risk/max-net-exposure.js';
export { maxOpenOrders } from './risk/max-open-orders.js';
export { maxOrderQuantity } from './risk/max-order-quantity.js';
export { maxOrderValue } from './risk/max-order-value.js';
export { maxOrdersPerDay } from './risk/max-orders-per-day.js';
export { maxOrdersPerSecond } from './risk/max-orders-per-second.js';
export { maxPosition } from './risk/max-position.js';
export { maxTickAge } from './risk/max-tick-age.js';
export { noDuplicateOrders } from './risk/no-duplicate-orders.js';
export { noSelfCrossing } from './risk/no-self-crossing.js';
export { noShorting } from './risk/no-shorting.js';
export { priceCollar } from './risk/price-collar.js';
export { touchCollar } from './risk/touch-collar.js';
export { tradingWindow } from './risk/trading-window.js';
export { withinMargin } from './risk/within-margin.js';

export type { CutBars, Graph, Stages } from './operator/pipeline.js';
export {
  bind,
  definePipeline,
  type MarginChoice,
  type PipelineDefinition,
  type StrategyBinding,
} from './run/define-pipeline.js';
