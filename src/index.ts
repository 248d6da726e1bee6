/** The public API: all that pipelines and strategies import. */
export * as t from 'io-ts';

export { Periods, Positive, Quantity, withDefault } from './codec/config.js';
export type { Account } from './domain/account.js';
export type {
  Event,
  ClockTicked,
  Command,
  FeedEvent,
  OrderUpdate,
  UnexpectedUpdate,
} from './domain/event.js';
export type { Decision, Entry, Outcome } from './domain/entry.js';
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
export type { RiskRule } from './domain/risk-rule.js';
export { defineStrategy, expectedQuantity, type Strategy, type StrategyContext } from './domain/strategy.js';
export type { Tick } from './domain/tick.js';
export { type EpochMs } from './domain/time.js';
export { MessageFlag } from './domain/touchline.js';
export { type Token } from './domain/token.js';
export { sessionDayOf, timeOfDayOf } from './domain/session.js';

export { type Ema, ema, nextEma } from './indicator/ema.js';
export {
  distanceFromVwap,
  nextSessionVwap,
  type SessionVwap,
  sessionVwap,
  vwapDeviationOf,
  vwapOf,
} from './indicator/session-vwap.js';

export { maxDailyLoss } from './risk/max-daily-loss.js';
export { maxOrdersPerSecond } from './risk/max-orders-per-second.js';
export { maxOrderValue } from './risk/max-order-value.js';
export { maxPosition } from './risk/max-position.js';
export { tradingWindow } from './risk/trading-window.js';

export type { Graph, Stages } from './operator/pipeline.js';
export {
  bind,
  definePipeline,
  type MarginChoice,
  type PipelineDefinition,
  type StrategyBinding,
} from './run/define-pipeline.js';
