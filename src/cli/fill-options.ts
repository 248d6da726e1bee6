import { type Command, Option } from 'commander';
import { loadCalendar } from '../adapter/calendar/load-calendar.js';
import { IDEAL_FILLS } from '../domain/fill-model.js';
import { type ChargePlan, noCharges } from '../exchange/charges.js';
import type { ExchangePlan } from '../exchange/exchange-plan.js';
import { charges, CHARGES_TEXT, milliseconds } from './option.js';

/** What commander makes of the options of {@link withFillOptions}. */
export interface FillOptions {
  readonly latency: number;
  readonly charges: ChargePlan;
}

/** `command` with the options that say how the simulated exchange fills. */
export const withFillOptions = (command: Command): Command =>
  command
    .option('--latency <ms>', 'from a decision to the exchange', milliseconds, 0)
    .addOption(new Option('--charges <plan>', CHARGES_TEXT).argParser(charges).default(noCharges, 'none'));

export const exchangeOf = async ({ latency, charges }: FillOptions): Promise<ExchangePlan> => ({
  model: { ...IDEAL_FILLS, entryLatency: { kind: 'fixed', ms: latency } },
  charges,
  calendar: await loadCalendar([]),
});
