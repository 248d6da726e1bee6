import { Worker } from 'node:worker_threads';

/** The inputs of one worker: every `step`th seed from `from` up to `to`. */
export interface Share {
  readonly from: number;
  readonly to: number;
  readonly step: number;
  /** The seed that each of its readers is at; -1 for none. */
  readonly underWay: SharedArrayBuffer;
}

export interface Found {
  refused: number;
  read: number;
  unjudged: number;
  readonly faults: { readonly seed: number; readonly fault: string }[];
}

const WORKERS = 2;
/** Files that a worker reads at the same time: their waits for the disk overlap. */
const READERS = 8;
const WORKER_HEAP_MB = 256;

/**
 * Reads the inputs of the seeds from `from` up to `to` and tells what came of them. A worker that dies (of memory,
 * of an error that nobody caught) or that is not done in time is a fault of the seeds it was at.
 */
export const fuzz = async (from: number, to: number, limitMs: number): Promise<Found> => {
  const shares = Array.from({ length: WORKERS }, (_, i): Share => {
    const underWay = new SharedArrayBuffer(READERS * Int32Array.BYTES_PER_ELEMENT);
    return { from: from + i, to, step: WORKERS, underWay };
  });
  const all = await Promise.all(shares.map((share) => work(share, limitMs)));
  return {
    refused: all.reduce((sum, { refused }) => sum + refused, 0),
    read: all.reduce((sum, { read }) => sum + read, 0),
    unjudged: all.reduce((sum, { unjudged }) => sum + unjudged, 0),
    faults: all.flatMap(({ faults }) => faults).sort((a, b) => a.seed - b.seed),
  };
};

const work = (share: Share, limitMs: number): Promise<Found> =>
  new Promise((resolve) => {
    const worker = new Worker(new URL('./fuzz-worker.mjs', import.meta.url), {
      workerData: share,
      resourceLimits: { maxOldGenerationSizeMb: WORKER_HEAP_MB },
    });
    const gaveUp = (why: string): void => {
      const seeds = [...new Int32Array(share.underWay)].filter((seed) => seed >= 0);
      const fault = `${why}; one of the seeds ${seeds.join(', ')}`;
      clearTimeout(limit);
      void worker.terminate();
      resolve({ refused: 0, read: 0, unjudged: 0, faults: [{ seed: seeds[0] ?? share.from, fault }] });
    };
    const limit = setTimeout(() => {
      gaveUp(`no answer in ${limitMs} ms`);
    }, limitMs);
    worker.once('message', (found: Found) => {
      clearTimeout(limit);
      resolve(found);
    });
    worker.once('error', (error) => {
      gaveUp(`the reader died: ${error.stack ?? error.message}`);
    });
  });
