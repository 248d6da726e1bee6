import { loadCalendar } from '../adapter/calendar/load-calendar.js';
import { chargePlanNamed } from '../adapter/charges/charge-plan.js';
import { loadFreezeQuantities } from '../adapter/exchange/load-freeze-quantities.js';
import { CONSERVATIVE_FILLS, type FillModel, IDEAL_FILLS } from '../domain/fill-model.js';
import { type ChargePlan, noCharges } from '../exchange/charges.js';
import type { ExchangePlan } from '../exchange/exchange-plan.js';

/** What is asked of the simulated exchange; what is left out is as usual. */
export interface ExchangeChoice {
  /** Whole fills at the touch, no latency, no checks, no charges, whatever the pipeline says. */
  readonly isIdeal?: boolean;
  /** Goes before all else. */
  readonly fills?: Partial<FillModel>;
  readonly charges?: ChargePlan | undefined;
}

/** Taxes, fees and 20 rupees an order at most. */
export const USUAL_CHARGES = 'flat20';

/** The exchange of a choice: conservative, then as the pipeline says, then as is asked. */
export const chosenExchange = async ({
  isIdeal = false,
  fills = {},
  charges,
}: ExchangeChoice = {}): Promise<ExchangePlan> => ({
  modelFor: (ofPipeline) => ({
    ...(isIdeal ? IDEAL_FILLS : { ...CONSERVATIVE_FILLS, ...ofPipeline }),
    ...fills,
  }),
  charges: charges ?? (isIdeal ? noCharges : (chargePlanNamed(USUAL_CHARGES) ?? noCharges)),
  calendar: await loadCalendar([]),
  freezes: loadFreezeQuantities(),
});
