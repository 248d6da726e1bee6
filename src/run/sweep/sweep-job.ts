import type { SharedTape } from '../../adapter/tape/shared/shared-tape.js';
import type { SweepRow } from '../../codec/sweep/row.js';
import type { FillModel } from '../../domain/fill-model.js';
import type { Instrument } from '../../domain/instrument.js';
import type { Quality } from '../../domain/quality.js';
import type { EpochMs } from '../../domain/time.js';
import type { Slices } from '../../report/sweep/slices.js';
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

/** The row of the combination that a thread was asked to run; or why none of the sweep's can be run. */
export type TaskAnswer = { readonly row: SweepRow } | { readonly problem: string };
