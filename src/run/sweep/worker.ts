import { parentPort, threadId } from 'node:worker_threads';
import { workerData } from 'piscina';
import type { Combination } from './combinations.js';
import { type CombinationRunner, combinationRunner } from './combination-runner.js';
import type { SweepJob, TaskAnswer } from './sweep-job.js';

parentPort?.postMessage(threadId); // all is loaded: this thread may be ended

let runner: Promise<CombinationRunner> | undefined;

/**
 * A thread of a sweep: what its runs share is loaded with the first. Nothing is thrown: of errors, threads keep only
 * the text.
 */
export default async (combination: Combination): Promise<TaskAnswer> => {
  try {
    runner ??= combinationRunner(workerData as SweepJob);
    return { row: await (await runner)(combination) };
  } catch (error) {
    return { problem: error instanceof Error ? error.message : String(error) };
  }
};
