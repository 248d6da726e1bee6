import { constants, setPriority } from 'node:os';
import { parentPort } from 'node:worker_threads';
import { checkpoint } from '../journal/checkpoint.js';
import type { SealAnswer } from './seal-thread.js';
import { type SealJob, sealSegment } from './seal-segment.js';
import { journalPath } from './session-files.js';

// Linux has a priority for each thread, other systems only one for the process: the belt goes first.
if (process.platform === 'linux') setPriority(constants.priority.PRIORITY_LOW);

/** The thread of `sealInThread`: answers each job, and spares the belt the checkpoints of the journal. */
parentPort?.on('message', (job: SealJob) => {
  const tell = (answer: SealAnswer): void => parentPort?.postMessage(answer);
  sealSegment(job)
    .then((sealed) => {
      checkpoint(journalPath(job.folder));
      tell({ sealed });
    })
    .catch((error: unknown) => tell({ error: error instanceof Error ? error.message : String(error) }));
});
