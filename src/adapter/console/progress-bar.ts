import { wholeText } from '../../domain/count-text.js';
import { MultiBar } from 'cli-progress';
import { leftText } from './left-text.js';
import type { TapeProgress } from '../../port/tape.js';

/** A bar for a run over stored data, on stderr. */
export interface RunBar {
  /** Shows how far the run is, and the lines that came since. */
  readonly update: (progress: TapeProgress) => void;
  /** Puts a line above the bar. */
  readonly line: (text: string) => void;
  /** Takes the bar away. */
  readonly stop: () => void;
}

const PARTS = 1_000;
const REDRAW_MS = 100;

/** Draws a bar from now on. Lines are kept back until the next update, so that they never cut through it. */
export const runBar = (): RunBar => {
  const startedAt = performance.now();
  let drawnAt = -Infinity;
  const bars = new MultiBar({
    format: '{bar} {percentage}% | {rows} rows | {rate} rows/s | {left} left',
    stream: process.stderr,
    hideCursor: true,
    clearOnComplete: true,
    barsize: 24,
  });
  const bar = bars.create(PARTS, 0, { rows: 0, rate: '-', left: '-' });
  return {
    update: ({ share, rows }) => {
      const now = performance.now();
      if (now - drawnAt < REDRAW_MS) return;
      drawnAt = now;
      const seconds = (now - startedAt) / 1_000;
      bar.update(Math.floor(share * PARTS), {
        rows: wholeText(rows),
        rate: wholeText(Math.round(rows / seconds)),
        left: leftText(seconds, share),
      });
      bars.update();
    },
    line: (text) => {
      bars.log(`${text}\n`);
    },
    stop: () => {
      bars.update(); // puts out the lines that wait
      bars.stop();
    },
  };
};

/** A bar that is not drawn; lines go to stdout at once. */
export const noBar: RunBar = {
  update: () => undefined,
  line: (text) => {
    process.stdout.write(`${text}\n`);
  },
  stop: () => undefined,
};
