import { Worker } from 'node:worker_threads';
import type { SegmentBody } from '../../codec/recording/segment-body.js';
import { type SealJob, sealSegment } from './seal-segment.js';

/** Turns segments into Parquet, one after the other. */
export interface Sealer {
  seal(job: SealJob, signal?: AbortSignal): Promise<SegmentBody>;
  /** Nothing more is to be sealed. */
  end(): Promise<void>;
}

/** What a thread answers to a job. */
export type SealAnswer = { readonly sealed: SegmentBody } | { readonly error: string };

/** In this thread, which it holds up for some tenths of a second at a time. */
export const sealHere: Sealer = { seal: sealSegment, end: () => Promise.resolve() };

/** In a thread of its own, started with the first segment: the belt is not held up. One call at a time. */
export const sealInThread = (): Sealer => {
  let thread: SealThread | undefined;
  return {
    seal: (job) => {
      if (thread === undefined || thread.isOver) thread = new SealThread();
      return thread.seal(job);
    },
    end: async () => {
      await thread?.end();
      thread = undefined;
    },
  };
};

class SealThread {
  isOver = false;
  private readonly worker = start();
  private resolve: (sealed: SegmentBody) => void = ignore;
  private reject: (error: Error) => void = ignore;

  constructor() {
    this.worker.on('message', (answer: SealAnswer) => {
      if ('sealed' in answer) this.resolve(answer.sealed);
      else this.reject(new Error(answer.error));
    });
    this.worker.on('error', (error) => {
      this.isOver = true;
      this.reject(error);
    });
    this.worker.on('exit', (code) => {
      this.isOver = true;
      this.reject(new Error(`the thread that seals segments ended with ${code}`));
    });
  }

  seal(job: SealJob): Promise<SegmentBody> {
    return new Promise((resolve, reject) => {
      this.resolve = resolve;
      this.reject = reject;
      this.worker.postMessage(job);
    });
  }

  async end(): Promise<void> {
    await this.worker.terminate();
  }
}

const ignore = (): void => undefined;

const IS_SOURCE = import.meta.url.endsWith('.ts');

/** What is built is plain JavaScript; of the sources tsx has to be told, which a thread does not inherit. */
const start = (): Worker =>
  IS_SOURCE
    ? new Worker(new URL(`data:text/javascript,${encodeURIComponent(LOAD_SOURCE)}`), {
        execArgv: [],
      })
    : new Worker(new URL('./seal-worker.js', import.meta.url));

const LOAD_SOURCE = `
import { register } from '${import.meta.resolve('tsx/esm/api')}';
register();
await import('${new URL('./seal-worker.ts', import.meta.url).href}');
`;
