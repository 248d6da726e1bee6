import type { ExchangePlan } from '../exchange/exchange-plan.js';

/** What the report tells of the simulated exchange. */
export const exchangeSettings = ({
  model,
  charges,
}: ExchangePlan): Readonly<Record<'fills' | 'charges', unknown>> => ({
  fills: model,
  charges: charges.name,
});
