import type { TradingCalendar } from '../domain/calendar.js';
import type { FillModel } from '../domain/fill-model.js';
import type { FreezeRow } from '../domain/freeze-quantities.js';
import type { Instrument } from '../domain/instrument.js';
import type { SessionDay } from '../domain/session.js';
import type { Token } from '../domain/token.js';
import type { ChargePlan } from './charges.js';
import type { ExchangeRules } from './exchange.js';

/** What a simulated exchange is to go by, before it is known what it trades and when. */
export interface ExchangePlan {
  /** The model where a pipeline says so much of it itself. */
  readonly modelFor: (ofPipeline: Partial<FillModel>) => FillModel;
  readonly charges: ChargePlan;
  readonly calendar: TradingCalendar;
  readonly freezes?: readonly FreezeRow[];
}

/** What an exchange needs to know of a pipeline. */
export interface TradedPipeline {
  readonly instruments: ReadonlyMap<Token, Instrument>;
  /** What it says of the fill model itself. */
  readonly fills?: Partial<FillModel>;
}

/** The rules of a run of a pipeline from `day` on. Throws as {@link ChargePlan} does. */
export const rulesFor = (
  { modelFor, charges, calendar, freezes = [] }: ExchangePlan,
  { instruments, fills = {} }: TradedPipeline,
  day: SessionDay,
): ExchangeRules => ({ model: modelFor(fills), charges: charges.for(instruments, day), calendar, freezes });
