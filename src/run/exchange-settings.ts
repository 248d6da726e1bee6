import { fillModelTexts } from '../domain/fill-model-text.js';
import type { ExchangePlan, TradedPipeline } from '../exchange/exchange-plan.js';

/** What the report tells of the simulated exchange among the settings. */
export const exchangeSettings = (
  { modelFor, charges }: ExchangePlan,
  { fills = {} }: TradedPipeline,
): Readonly<Record<'fills' | 'charges', unknown>> => ({ fills: modelFor(fills), charges: charges.name });

/** The models in force, a line for people each. */
export const exchangeModels = (
  { modelFor, charges }: ExchangePlan,
  { fills = {} }: TradedPipeline,
): readonly string[] => [...fillModelTexts(modelFor(fills)), `charges ${charges.name}`];
