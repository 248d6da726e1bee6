import { fileURLToPath } from 'node:url';
import { Piscina } from 'piscina';
import { type SweepRow, settingsOf } from '../../codec/sweep/row.js';
import { UsageError } from '../../domain/failure.js';
import type { Combination } from './combinations.js';
import type { SweepJob, TaskAnswer } from './sweep-job.js';

/** A combination whose thread ended before it did is tried so often in all. */
const TRIES = 3;
/** Tasks that are handed out for each thread: the next one is there when one is done. */
const HANDED_OUT = 2;

export interface PoolOptions {
  readonly workers: number;
  /** Told each row that is there, in the order in which they are. What it throws ends the pool. */
  readonly onRow: (row: SweepRow) => void;
  /** Told the row of a combination with which its thread ended each time: of this machine and moment, and no result. */
  readonly onEnded: (row: SweepRow) => void;
  /** Ends the pool: what runs is given up. */
  readonly signal: AbortSignal;
}

/**
 * Runs every one of `combinations` in threads. A thread that ends of itself (`process.exit`, no memory left) is
 * replaced, and its combination is run again; one with which that happens three times is given up. Resolves when all are
 * done, or when `signal` says so. Rejects with what `onRow` throws, and where the pipeline cannot be loaded in a
 * thread.
 */
export const runInPool = async (
  job: SweepJob,
  combinations: readonly Combination[],
  { workers, onRow, onEnded, signal }: PoolOptions,
): Promise<void> => {
  const threads = Math.max(1, Math.min(workers, combinations.length));
  const pool = new Piscina<Combination, TaskAnswer>({
    filename: fileURLToPath(new URL(`./worker.${IS_SOURCE ? 'ts' : 'js'}`, import.meta.url)),
    ...(IS_SOURCE ? { execArgv: LOADING_SOURCE } : {}),
    minThreads: threads,
    maxThreads: threads,
    workerData: job,
    atomics: 'disabled', // what a pipeline left to be done is done
  });
  const loaded = new Set<number>();
  pool.on('message', (threadId: number) => loaded.add(threadId));
  const waiting = combinations.map((combination) => ({ combination, tries: 0 }));
  let hasFailed = false;
  const isOver = (): boolean => hasFailed || signal.aborted; // what its end does to tasks that run is no fault of theirs
  const runNext = async (): Promise<void> => {
    for (let next = waiting.shift(); next !== undefined && !isOver(); next = waiting.shift()) {
      const answer = await answerOf(pool, next.combination);
      if (isOver()) return;
      const tries = next.tries + 1;
      if ('row' in answer) onRow(answer.row);
      else if ('problem' in answer) throw new UsageError(answer.problem);
      else if (tries === TRIES) onEnded(endedRow(next.combination, answer.ended));
      else waiting.unshift({ ...next, tries });
    }
  };
  try {
    await Promise.race([Promise.all(Array.from({ length: threads * HANDED_OUT }, runNext)), abortOf(signal)]);
  } catch (error) {
    hasFailed = true;
    throw error;
  } finally {
    await allLoaded(pool, loaded);
    await pool.destroy();
  }
};

/**
 * Not told to each task, of which there are more than one signal likes to tell, and for each of which a new thread
 * would be begun.
 */
const abortOf = (signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener('abort', () => resolve(), { once: true });
  });

/**
 * Resolves when every thread has told that it has loaded its modules: one that is ended before may end the process, with a
 * fatal error of V8 (Node 20, `require` of a module of which the instantiation was cut off).
 */
const allLoaded = (pool: Piscina<Combination, TaskAnswer>, loaded: ReadonlySet<number>): Promise<void> =>
  new Promise((resolve) => {
    const look = (): void => {
      if (pool.threads.every(({ threadId }) => loaded.has(threadId))) resolve();
    };
    pool.on('message', look);
    pool.on('workerDestroy', () => setImmediate(look)); // by then it is none of the pool's
    look();
  });

/** `ended`: why its thread ended before it was done. */
const answerOf = async (
  pool: Piscina<Combination, TaskAnswer>,
  combination: Combination,
): Promise<TaskAnswer | { readonly ended: string }> => {
  try {
    return await pool.run(combination);
  } catch (error) {
    return { ended: error instanceof Error ? error.message : String(error) };
  }
};

const endedRow = (combination: Combination, reason: string): SweepRow => ({
  settings: settingsOf(combination),
  error: `its thread ended, ${TRIES} times: ${reason}`,
  result: null,
});

const IS_SOURCE = import.meta.url.endsWith('.ts');

/** Of sources tsx has to be told, which a thread does not inherit. */
const LOADING_SOURCE = [
  '--import',
  `data:text/javascript,${encodeURIComponent(
    `import { register } from '${import.meta.resolve('tsx/esm/api')}'; register();`,
  )}`,
];
