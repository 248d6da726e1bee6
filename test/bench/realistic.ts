import { chargePlanNamed } from '../../src/adapter/charges/charge-plan.js';
import { loadCalendar } from '../../src/adapter/calendar/load-calendar.js';
import { CONSERVATIVE_FILLS } from '../../src/domain/fill-model.js';
import { limit, NO_INTENTS } from '../../src/domain/intent.js';
import { defineStrategy, type Strategy } from '../../src/domain/strategy.js';
import { tokenOf } from '../../src/domain/token.js';
import { noCharges } from '../../src/exchange/charges.js';
import type { ExchangePlan } from '../../src/exchange/exchange-plan.js';
import type { Pipeline } from '../../src/operator/pipeline.js';
import * as t from 'io-ts';
import { instrumentOf, pipelineOf, TEN_RULES } from './pipelines.js';

const TOKEN = tokenOf('NFO', '1000');

/** Has an order in the book that is never reached, from the first price on. */
const waiting = defineStrategy({
  name: 'waiting',
  config: t.strict({}),
  start: () => false,
  step: (isPlaced, event) =>
    isPlaced || event.kind !== 'Tick' || event.last === undefined
      ? [isPlaced, NO_INTENTS]
      : [true, [limit('BUY', 75, Math.round(event.last * 0.95 * 20) / 20)]],
});

/** Momentum on an index future, by conservative fills, dated charges and ten rules. */
export const realisticPipeline = (): Pipeline => {
  const plain = pipelineOf(1, [TOKEN]);
  const future = { ...instrumentOf(TOKEN), exchange: 'NFO', kind: 'FUTIDX', expiry: '2026-01-27' };
  return { ...plain, instruments: new Map([[TOKEN, future]]), risk: TEN_RULES };
};

/** The same with an order that rests in the book all the time: without the rule that nothing may cross it. */
export const restingPipeline = (): Pipeline => {
  const plain = realisticPipeline();
  const binding = {
    name: 'waiting',
    strategy: waiting as Strategy<unknown, unknown>,
    config: {},
    tokens: new Set([TOKEN]),
  };
  const risk = plain.risk.filter(({ name }) => !name.startsWith('noSelfCrossing'));
  return { ...plain, risk, bindings: [...plain.bindings, binding] };
};

export const realisticExchange = async (): Promise<ExchangePlan> => ({
  modelFor: () => CONSERVATIVE_FILLS,
  charges: chargePlanNamed('flat20') ?? noCharges,
  calendar: await loadCalendar([]),
});
