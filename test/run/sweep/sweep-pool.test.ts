import type { Worker } from 'node:worker_threads';
import { expect } from 'chai';
import { openTape } from '../../../src/adapter/tape/open-tape.js';
import type { SweepRow } from '../../../src/codec/sweep/row.js';
import { DEFAULT_QUALITY } from '../../../src/domain/quality.js';
import { epochMs } from '../../../src/domain/time.js';
import { gridOf } from '../../../src/run/sweep/combinations.js';
import { prepareSweep } from '../../../src/run/sweep/prepare-sweep.js';
import type { SweepJob } from '../../../src/run/sweep/sweep-job.js';
import { runInPool } from '../../../src/run/sweep/sweep-pool.js';

/** As many threads that more than ten things of each kind are told at a time, of which Node would warn. */
const WORKERS = 6;
const COMBINATIONS = gridOf([
  { strategy: 'modes', key: 'every', values: Array.from({ length: 3 * WORKERS }, (_, i) => 300 + i) },
]);

/** Of a minute of the sample day. */
const jobOf = async (): Promise<SweepJob> => {
  const { job } = await prepareSweep({
    path: 'test/cli/sweep/modes-pipeline.ts',
    combinations: COMBINATIONS,
    masters: ['data/instruments.csv'],
    openTape: (_pipeline, _book, calendar) => openTape({ paths: ['data/sample-day.parquet'], calendar }),
    from: epochMs(Date.parse('2026-01-05T11:00:00+05:30')),
    to: epochMs(Date.parse('2026-01-05T11:01:00+05:30')),
    exchange: { isIdeal: true, fills: {}, charges: undefined },
    quality: DEFAULT_QUALITY,
  });
  return job;
};

interface Watched {
  readonly threads: number;
  /** Of the threads, those that ended before they had told that they had loaded. */
  readonly cutOff: number;
  readonly warnings: readonly string[];
  readonly rows: readonly SweepRow[];
}

/** Runs the pool, which `stopAt` rows end. */
const watched = async (job: SweepJob, stopAt: number): Promise<Watched> => {
  const told = new Map<Worker, boolean>();
  const cut: Worker[] = [];
  const warnings: string[] = [];
  const rows: SweepRow[] = [];
  const stopping = new AbortController();
  const onWorker = (worker: Worker): void => {
    told.set(worker, false);
    worker.on('message', () => told.set(worker, true));
    worker.once('exit', () => {
      if (told.get(worker) === false) cut.push(worker);
    });
  };
  const onWarning = ({ message }: Error): void => void warnings.push(message);
  process.on('worker', onWorker).on('warning', onWarning);
  try {
    if (stopAt === 0) stopping.abort();
    await runInPool(job, COMBINATIONS, {
      workers: WORKERS,
      signal: stopping.signal,
      onEnded: ({ error }) => expect.fail(error ?? ''),
      onRow: (row) => {
        rows.push(row);
        if (rows.length >= stopAt) stopping.abort();
      },
    });
  } finally {
    process.off('worker', onWorker).off('warning', onWarning);
  }
  return { threads: told.size, cutOff: cut.length, warnings, rows };
};

describe('runInPool', function () {
  this.timeout(120_000);

  it('ends with its signal: no thread is begun for those that it ends, none is ended before it has loaded', async () => {
    const job = await jobOf();

    for (const stopAt of [0, 2]) {
      const { threads, cutOff, warnings, rows } = await watched(job, stopAt);

      expect({ threads, cutOff, warnings }).to.deep.equal({ threads: WORKERS, cutOff: 0, warnings: [] });
      expect(rows.length).to.equal(stopAt);
    }
  });
});
