import type { SchedulerLike } from 'rxjs';
import { simulatedBroker } from '../../src/adapter/simulated/simulated-broker.js';
import type { TradingCalendar } from '../../src/domain/calendar.js';
import { type FillModel, IDEAL_FILLS } from '../../src/domain/fill-model.js';
import { type ChargePlan, type Charges, noCharges } from '../../src/exchange/charges.js';
import type { ExchangePlan } from '../../src/exchange/exchange-plan.js';
import type { ExchangeRules } from '../../src/exchange/exchange.js';
import type { Broker } from '../../src/port/broker.js';

/** A calendar that says nothing of any day. */
export const NO_CALENDAR: TradingCalendar = {
  knows: () => false,
  sessionOf: () => ({ kind: 'unknown' }),
  usualOpenOf: () => undefined,
};

/** Orders trade whole at the touch, `latencyMs` after they were sent. */
export const idealFills = (latencyMs = 0): FillModel => ({
  ...IDEAL_FILLS,
  entryLatency: { kind: 'fixed', ms: latencyMs },
});

/** An exchange that stands in no order's way: for tests of what is not the exchange. */
export const idealExchange = (
  charges: Charges & ChargePlan = noCharges,
  latencyMs = 0,
): ExchangeRules & ExchangePlan => ({
  model: idealFills(latencyMs),
  modelFor: () => idealFills(latencyMs),
  charges,
  calendar: NO_CALENDAR,
});

/** A broker of such an exchange, on a clock. */
export const idealBroker =
  (charges: Charges & ChargePlan = noCharges, latencyMs = 0) =>
  (clock: SchedulerLike): Broker =>
    simulatedBroker(clock, idealExchange(charges, latencyMs), new Map());
