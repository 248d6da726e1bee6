import type { PageBundle } from '../../adapter/page/page-bundle.js';
import { holdFolder } from '../../adapter/sweep/hold-folder.js';
import { RowsFile } from '../../adapter/sweep/rows-file.js';
import { combinationKey, type SweepRow, settingsOf } from '../../codec/sweep/row.js';
import { DataError } from '../../domain/failure.js';
import type { SummaryOptions, SweepSummary } from '../../report/sweep/sweep-summary.js';
import type { Combination } from './combinations.js';
import { finishSweep } from './finish-sweep.js';
import { brokenText, keptText } from './folder-text.js';
import type { Judged, PreparedSweep } from './prepare-sweep.js';
import { runInPool } from './sweep-pool.js';

export interface RunSweepOptions {
  readonly folder: string;
  readonly workers: number;
  /** How its rows are summed up. */
  readonly summary: SummaryOptions;
  readonly bundle: PageBundle;
  /** Called after a row has come. */
  readonly onProgress: (progress: SweepProgress) => void;
  /** Told what the folder held already, for people. */
  readonly say: (text: string) => void;
}

export interface SweepProgress {
  /** Combinations that were to be run now, those that are done already left out. */
  readonly toRun: number;
  readonly ran: number;
  readonly failed: number;
}

export interface SweepOutcome {
  readonly folder: string;
  /** The combinations that were asked for, in their order, as far as they are done. */
  readonly rows: readonly SweepRow[];
  /** Every row of the folder: those of earlier sweeps too. */
  readonly tried: readonly SweepRow[];
  /** Combinations that are not done. */
  readonly missing: number;
  /** Combinations that ran and failed; what a codec refused did not run. */
  readonly failed: number;
  /** None of those that can be run did. */
  readonly isEmpty: boolean;
  /** Why rows could not be kept, and the sweep ended (a full disk), or its page or a table could not be written. */
  readonly problem: DataError | undefined;
  /** Undefined where nothing ran. */
  readonly summary: SweepSummary<SweepRow> | undefined;
  /** Where its page is; undefined where there is none of this sweep. */
  readonly page: string | undefined;
}

type RowsOutcome = Omit<SweepOutcome, 'summary' | 'page'>;

/** A sweep that runs, and can be asked to end. */
export interface RunningSweep {
  readonly done: Promise<SweepOutcome>;
  stop(): void;
}

/**
 * Runs what the folder does not have yet, and writes what all of it came to into the folder, which it holds meanwhile;
 * every row is in its file as soon as it is there, but for those whose thread ended: the next run tries them again. One
 * that is asked to end, and one whose disk is full, write what is done.
 */
export const runSweep = (prepared: PreparedSweep, options: RunSweepOptions): RunningSweep => {
  const stopping = new AbortController();
  return { done: run(prepared, options, stopping.signal), stop: () => stopping.abort() };
};

const run = async (
  prepared: PreparedSweep,
  options: RunSweepOptions,
  signal: AbortSignal,
): Promise<SweepOutcome> => {
  const held = await holdFolder(options.folder);
  try {
    const ran = await runRows(prepared, options, signal);
    if (ran.isEmpty) return { ...ran, summary: undefined, page: undefined };
    const { problem, ...finished } = await finishSweep(ran, prepared, options);
    return { ...ran, ...finished, problem: ran.problem ?? problem }; // what went wrong first is what is told
  } finally {
    await held.release();
  }
};

const runRows = async (
  { job, identity, judged }: PreparedSweep,
  { folder, workers, onProgress, say }: RunSweepOptions,
  signal: AbortSignal,
): Promise<RowsOutcome> => {
  const file = RowsFile.open(folder, identity);
  if (file.broken.length > 0) say(brokenText(file));
  let problem: DataError | undefined;
  try {
    const done = new Map(file.before.map((row) => [combinationKey(row.settings), row]));
    const isDone = (combination: Combination): boolean => done.has(combinationKey(settingsOf(combination)));
    const toRun = judged
      .filter(({ combination, problem }) => problem === '' && !isDone(combination))
      .map(({ combination }) => combination);
    const kept = judged.filter(({ combination, problem }) => problem === '' && isDone(combination)).length;
    if (kept > 0) say(keptText(kept, toRun.length));
    let [ran, failed] = [0, 0];
    const tell = (): void => onProgress({ toRun: toRun.length, ran, failed });
    const count = (row: SweepRow): void => {
      done.set(combinationKey(row.settings), row);
      ran += 1;
      if (row.error !== null) failed += 1;
      tell();
    };
    const keep = (row: SweepRow): void => {
      file.append(row);
      count(row);
    };
    tell();
    try {
      if (toRun.length > 0) await runInPool(job, toRun, { workers, onRow: keep, onEnded: count, signal });
    } catch (error) {
      if (!(error instanceof DataError)) throw error;
      problem = error;
    }
    const rows = judged.flatMap((one) => rowOf(one, done) ?? []);
    return {
      folder,
      rows,
      tried: [...done.values()],
      missing: judged.length - rows.length,
      isEmpty: toRun.length > 0 && kept + ran === 0,
      problem,
      failed: judged.filter((one) => one.problem === '' && (rowOf(one, done)?.error ?? null) !== null).length,
    };
  } finally {
    file.close();
  }
};

/** Undefined where it is not done. */
const rowOf = (
  { combination, problem }: Judged,
  done: ReadonlyMap<string, SweepRow>,
): SweepRow | undefined => {
  const settings = settingsOf(combination);
  return problem === '' ? done.get(combinationKey(settings)) : { settings, error: problem, result: null };
};
