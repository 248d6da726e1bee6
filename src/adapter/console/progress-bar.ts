import { SingleBar } from 'cli-progress';
import type { TapeProgress } from '../../port/tape.js';

/** A bar for a run over stored data, on stderr; silent where stderr is no terminal. */
export interface RunBar {
  /** Shows how far the run is. */
  update(progress: TapeProgress): void;
  /** Takes the bar away for a line of output; the next update brings it back. */
  clear(): void;
  stop(): void;
}

const PARTS = 1_000;

/** `shown`: whether to draw at all. */
export const runBar = (shown: boolean): RunBar => {
  if (!shown) return { update: () => undefined, clear: () => undefined, stop: () => undefined };
  const startedAt = performance.now();
  const bar = new SingleBar({
    format: '{bar} {percentage}% | {rows} rows | {rate} rows/s | {left} left',
    stream: process.stderr,
    hideCursor: true,
    clearOnComplete: true,
    barsize: 24,
    fps: 10,
  });
  bar.start(PARTS, 0, { rows: 0, rate: '-', left: '-' });
  return {
    update: ({ share, rows }) => {
      const seconds = (performance.now() - startedAt) / 1_000;
      bar.update(Math.floor(share * PARTS), {
        rows: rows.toLocaleString('en-IN'),
        rate: Math.round(rows / seconds).toLocaleString('en-IN'),
        left: share === 0 ? '-' : `${Math.ceil((seconds * (1 - share)) / share)} s`,
      });
    },
    clear: () => process.stderr.write('\r\u001b[2K'),
    stop: () => {
      bar.stop();
    },
  };
};
