import type { SharedTape } from '../../adapter/tape/shared/shared-tape.js';
import type { SweepRow } from '../../codec/sweep/row.js';
import type { FillModel } from '../../domain/fill-model.js';
import type { Instrument } from '../../domain/instrument.js';
import type { Quality } from '../../domain/quality.js';
import type { EpochMs } from '../../domain/time.js';
import type { Slices } from '../../report/sweep/slices.js';
import type { Combination } from './combinations.js';
import type { PipelineCode } from './pipeline-code.js';

/** The simulated exchange of a sweep as data: threads are sent no functions. */
export interface ExchangeAsked {
  readonly isIdeal: boolean;
  readonly fills: Partial<FillModel>;
  /** Name of a charge plan; undefined for the usual one. */
  readonly charges: string | undefined;
}

/** What all runs of a sweep have in common: all that a thread has to know to run a combination as `backtest` would. */
export interface SweepJob {
  /** The pipeline's file. */
  readonly path: string;
  /** Its files by their hashes, as they were when the sweep began: no thread may run others. */
  readonly files: PipelineCode['files'];
  /** Those that it names, as the masters have them. */
  readonly instruments: readonly Instrument[];
  readonly exchange: ExchangeAsked;
  readonly quality: Quality;
  readonly tape: SharedTape;
  /** Where time goes on to behind its last message. */
  readonly endAt: EpochMs;
  readonly slices: Slices;
}

/** What a thread is asked to run. */
export type SweepTask = readonly Combination[];

/** Its rows, in their order; or why none of its combinations can be run. */
export type TaskAnswer = { readonly rows: readonly SweepRow[] } | { readonly problem: string };
