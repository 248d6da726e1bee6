import type { Instrument } from '../../src/domain/instrument.js';
import { rupees } from '../../src/domain/money.js';
import type { RiskRule } from '../../src/domain/risk-rule.js';
import type { Strategy } from '../../src/domain/strategy.js';
import { type Token, tokenOf } from '../../src/domain/token.js';
import type { Binding } from '../../src/operator/binding.js';
import type { Pipeline } from '../../src/operator/pipeline.js';
import { maxDailyLoss } from '../../src/risk/max-daily-loss.js';
import { maxDrawdown } from '../../src/risk/max-drawdown.js';
import { maxGrossExposure } from '../../src/risk/max-gross-exposure.js';
import { maxOpenOrders } from '../../src/risk/max-open-orders.js';
import { maxOrderQuantity } from '../../src/risk/max-order-quantity.js';
import { maxOrdersPerDay } from '../../src/risk/max-orders-per-day.js';
import { maxOrdersPerSecond } from '../../src/risk/max-orders-per-second.js';
import { maxPosition } from '../../src/risk/max-position.js';
import { noSelfCrossing } from '../../src/risk/no-self-crossing.js';
import { priceCollar } from '../../src/risk/price-collar.js';
import { momentum } from '../../strategies/momentum.js';
import { vwapReversion } from '../../strategies/vwap-reversion.js';

export const CAPITAL = rupees(100_000_000);
export const RISK = [maxPosition(10_000), maxOrdersPerSecond(100)];
/** Ten rules that no order of a bench is refused by, those that look furthest among them. */
export const TEN_RULES: readonly RiskRule[] = [
  ...RISK,
  maxOrderQuantity(10_000),
  maxGrossExposure(rupees(1_000_000_000)),
  maxOpenOrders(100),
  maxOrdersPerDay(1_000_000),
  priceCollar(0.5),
  noSelfCrossing(),
  maxDailyLoss(rupees(100_000_000)),
  maxDrawdown(rupees(100_000_000)),
];
export const MOMENTUM = { fast: 400, slow: 1_200, quantity: 75, allowShort: true };
export const REVERSION = { band: 2, quantity: 75, warmUp: 300, allowShort: true };

export const tokensOf = (count: number): readonly Token[] =>
  Array.from({ length: count }, (_, i) => tokenOf('NSE', String(1_000 + i)));

export const instrumentOf = (token: Token): Instrument => ({
  token,
  name: token,
  exchange: 'NSE',
  symbol: token,
  tradingSymbol: token,
  kind: 'EQ',
  lotSize: 75,
  tickSize: 0.05,
  multiplier: 1,
  expiry: undefined,
  strike: undefined,
  optionType: undefined,
});

/** `count` strategies on every token: momentum and VWAP reversion in turn, each with settings of its own. */
export const pipelineOf = (count: number, tokens: readonly Token[]): Pipeline => ({
  name: 'bench',
  instruments: new Map(tokens.map((token) => [token, instrumentOf(token)])),
  capital: CAPITAL,
  risk: RISK,
  bindings: Array.from({ length: count }, (_, i) => bindingOf(i, tokens)),
  history: 256,
  graph: (event$, { strategies }) => event$.pipe(strategies),
});

const bindingOf = (i: number, tokens: readonly Token[]): Binding => ({
  name: `strategy${i}`,
  strategy: (i % 2 === 0 ? momentum : vwapReversion) as Strategy<unknown, unknown>,
  config:
    i % 2 === 0 ? { ...MOMENTUM, slow: MOMENTUM.slow + i } : { ...REVERSION, warmUp: REVERSION.warmUp + i },
  tokens: new Set(tokens),
});
