import { RowsFile } from '../../adapter/sweep/rows-file.js';
import { combinationKey, type SweepRow, settingsOf } from '../../codec/sweep/row.js';
import type { Combination } from './combinations.js';
import type { Judged, PreparedSweep } from './prepare-sweep.js';
import { runInPool } from './sweep-pool.js';

export interface RunSweepOptions {
  readonly folder: string;
  readonly workers: number;
  /** Called after rows have come. */
  readonly onProgress: (progress: SweepProgress) => void;
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
}

/** A sweep that runs, and can be asked to end. */
export interface RunningSweep {
  readonly done: Promise<SweepOutcome>;
  stop(): void;
}

/** Runs what the folder does not have yet; every row is in its file as soon as it is there. */
export const runSweep = (prepared: PreparedSweep, options: RunSweepOptions): RunningSweep => {
  const stopping = new AbortController();
  return { done: run(prepared, options, stopping.signal), stop: () => stopping.abort() };
};

const run = async (
  { job, identity, judged }: PreparedSweep,
  { folder, workers, onProgress }: RunSweepOptions,
  signal: AbortSignal,
): Promise<SweepOutcome> => {
  const file = RowsFile.open(folder, identity);
  try {
    const done = new Map(file.before.map((row) => [combinationKey(row.settings), row]));
    const isDone = (combination: Combination): boolean => done.has(combinationKey(settingsOf(combination)));
    const toRun = judged
      .filter(({ combination, problem }) => problem === '' && !isDone(combination))
      .map(({ combination }) => combination);
    let [ran, failed] = [0, 0];
    const tell = (): void => onProgress({ toRun: toRun.length, ran, failed });
    const take = (rows: readonly SweepRow[]): void => {
      file.append(rows);
      for (const row of rows) done.set(combinationKey(row.settings), row);
      ran += rows.length;
      failed += rows.filter(({ error }) => error !== null).length;
      tell();
    };
    tell();
    if (toRun.length > 0) await runInPool(job, toRun, { workers, perTask: 1, onRows: take, signal });
    const rows = judged.flatMap((one) => rowOf(one, done) ?? []);
    return {
      folder,
      rows,
      tried: [...done.values()],
      missing: judged.length - rows.length,
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
