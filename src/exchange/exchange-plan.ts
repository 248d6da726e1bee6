import type { TradingCalendar } from '../domain/calendar.js';
import type { FillModel } from '../domain/fill-model.js';
import type { Instrument } from '../domain/instrument.js';
import type { SessionDay } from '../domain/session.js';
import type { Token } from '../domain/token.js';
import type { ChargePlan } from './charges.js';
import type { ExchangeRules } from './exchange.js';

/** What a simulated exchange is to go by, before it is known what it trades and when. */
export interface ExchangePlan {
  readonly model: FillModel;
  readonly charges: ChargePlan;
  readonly calendar: TradingCalendar;
}

/** The rules of a run of these instruments from `day` on. Throws as {@link ChargePlan} does. */
export const rulesFor = (
  { model, charges, calendar }: ExchangePlan,
  instruments: ReadonlyMap<Token, Instrument>,
  day: SessionDay,
): ExchangeRules => ({ model, charges: charges.for(instruments, day), calendar });
