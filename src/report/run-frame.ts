import type { Hurdles } from '../domain/hurdles.js';
import type { Instrument } from '../domain/instrument.js';
import type { MarginModel } from '../domain/margin.js';
import type { Money } from '../domain/money.js';
import type { Token } from '../domain/token.js';
import type { NotesOf } from './charge-log.js';

/** What a report must know before the first entry. */
export interface RunFrame {
  /** The pipeline's name. */
  readonly pipeline: string;
  readonly capital: Money;
  readonly instruments: ReadonlyMap<Token, Instrument>;
  /** What each has of the capital, by its name, in declared order. */
  readonly strategies: ReadonlyMap<string, Money>;
  /** What positions bind; not told where it is left out. */
  readonly margin?: MarginModel | undefined;
  /** What returns are held against; nothing where it is left out. */
  readonly hurdles?: Hurdles | undefined;
  /** The contract notes of a run's executions; undefined where there are none to write. */
  readonly notesOf?: NotesOf | undefined;
}
