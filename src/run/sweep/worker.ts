import { parentPort, threadId } from 'node:worker_threads';
import { workerData } from 'piscina';
import { type TaskRunner, taskRunner } from './run-task.js';
import type { SweepJob, SweepTask, TaskAnswer } from './sweep-job.js';

parentPort?.postMessage(threadId); // all is loaded: this thread may be ended

let runner: Promise<TaskRunner> | undefined;

/** A thread of a sweep: what its tasks share is loaded with the first. Nothing is thrown: of errors, threads keep only the text. */
export default async (task: SweepTask): Promise<TaskAnswer> => {
  try {
    runner ??= taskRunner(workerData as SweepJob);
    return { rows: await (await runner)(task) };
  } catch (error) {
    return { problem: error instanceof Error ? error.message : String(error) };
  }
};
