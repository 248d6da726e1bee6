import { allowedInstrumentsFacts } from './allowed-instruments.js';
import { maxConsecutiveLossesFacts } from './max-consecutive-losses.js';
import { maxDailyLossFacts } from './max-daily-loss.js';
import { maxDrawdownFacts } from './max-drawdown.js';
import { maxGrossExposureFacts } from './max-gross-exposure.js';
import { maxNetExposureFacts } from './max-net-exposure.js';
import { maxOpenOrdersFacts } from './max-open-orders.js';
import { maxOrderQuantityFacts } from './max-order-quantity.js';
import { maxOrderValueFacts } from './max-order-value.js';
import { maxOrdersPerDayFacts } from './max-orders-per-day.js';
import { maxOrdersPerSecondFacts } from './max-orders-per-second.js';
import { maxPositionFacts } from './max-position.js';
import { maxTickAgeFacts } from './max-tick-age.js';
import { noDuplicateOrdersFacts } from './no-duplicate-orders.js';
import { noSelfCrossingFacts } from './no-self-crossing.js';
import { noShortingFacts } from './no-shorting.js';
import { priceCollarFacts } from './price-collar.js';
import { touchCollarFacts } from './touch-collar.js';
import { tradingWindowFacts } from './trading-window.js';
import { withinMarginFacts } from './within-margin.js';
import type { RuleFacts } from './rule-facts.js';

/** Every rule that a pipeline can list, as people are told of them. */
export const RULE_CATALOGUE: readonly RuleFacts[] = [
  maxOrderQuantityFacts,
  maxOrderValueFacts,
  maxPositionFacts,
  maxGrossExposureFacts,
  maxNetExposureFacts,
  maxOpenOrdersFacts,
  maxOrdersPerSecondFacts,
  maxOrdersPerDayFacts,
  maxDailyLossFacts,
  maxDrawdownFacts,
  maxConsecutiveLossesFacts,
  priceCollarFacts,
  touchCollarFacts,
  maxTickAgeFacts,
  noDuplicateOrdersFacts,
  tradingWindowFacts,
  noShortingFacts,
  withinMarginFacts,
  allowedInstrumentsFacts,
  noSelfCrossingFacts,
];
