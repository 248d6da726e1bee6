import { parentPort } from 'node:worker_threads';
import type { SealAnswer } from './seal-thread.js';
import { type SealJob, sealSegment } from './seal-segment.js';

/** The thread of `sealInThread`: answers each job. */
parentPort?.on('message', (job: SealJob) => {
  const tell = (answer: SealAnswer): void => parentPort?.postMessage(answer);
  sealSegment(job).then(
    (sealed) => tell({ sealed }),
    (error: unknown) => tell({ error: error instanceof Error ? error.message : String(error) }),
  );
});
