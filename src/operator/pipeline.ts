import type { Observable, OperatorFunction, SchedulerLike } from 'rxjs';
import type { BarArguments, BarPlan } from '../domain/bars/bar-spec.js';
import type { TradingCalendar } from '../domain/calendar.js';
import type { Conclusion } from '../domain/entry.js';
import type { Event } from '../domain/event.js';
import type { FillModel } from '../domain/fill-model.js';
import type { Hurdles } from '../domain/hurdles.js';
import type { Instrument } from '../domain/instrument.js';
import type { MarginModel } from '../domain/margin.js';
import type { Money } from '../domain/money.js';
import type { RiskRule } from '../domain/risk-rule.js';
import type { SquareOffTimes } from '../domain/square-off.js';
import { exchangeOf, type Token } from '../domain/token.js';
import type { Binding } from './binding.js';

/** What a pipeline composes: the stage that runs its strategies, and the clock for operators that take time. */
export interface Stages {
  readonly strategies: OperatorFunction<Event, Conclusion>;
  readonly cutBars: CutBars;
  /** The world's time: pass it to every RxJS operator that takes a scheduler. */
  readonly clock: SchedulerLike;
}

/**
 * Makes the operator that cuts bars: `cutBars('5m')`, `cutBars('1m', ticks(500), { gaps: 'carried' })`. Behind it
 * strategies hear the ticks as before, and every bar when it is over. Throws a UsageError for what is no kind of bar.
 */
export type CutBars = (...asked: BarArguments) => OperatorFunction<Event, Event>;

/**
 * From the events at the head of the belt to the decisions that they lead to. Operators may thin, delay or
 * reshape what the strategies hear; the account and the exchange see every event all the same.
 */
export type Graph = (event$: Observable<Event>, stages: Stages) => Observable<Conclusion>;

/** A pipeline with its names resolved and its configuration decoded: what `assemble` builds. */
export interface Pipeline {
  readonly name: string;
  readonly instruments: ReadonlyMap<Token, Instrument>;
  readonly capital: Money;
  /** What positions and orders bind; everything at its full value when left out. */
  readonly margin?: MarginModel;
  /** Tells the hours to which bars are aligned; days begin at midnight, IST, where it is left out. */
  readonly calendar?: TradingCalendar;
  /** When what was traded for the day is squared off; never when left out. */
  readonly squareOff?: SquareOffTimes;
  readonly risk: readonly RiskRule[];
  readonly bindings: readonly Binding[];
  /** Ticks of each token that strategies can look back on. */
  readonly history: number;
  readonly graph: Graph;
  /** The bars that its graph is seen to cut before it runs; none where it is left out. */
  readonly cuts?: readonly BarPlan[];
  /** What it says of how a simulated exchange fills its orders; nothing where it is left out. */
  readonly fills?: Partial<FillModel>;
  /** What its returns are held against; nothing where it is left out. */
  readonly hurdles?: Hurdles;
}

/** Where its instruments are traded. */
export const exchangesOf = ({ instruments }: Pick<Pipeline, 'instruments'>): ReadonlySet<string> =>
  new Set([...instruments.keys()].map(exchangeOf));
