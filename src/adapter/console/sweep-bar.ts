import { SingleBar } from 'cli-progress';
import { wholeText } from '../../domain/count-text.js';
import { leftText } from './left-text.js';

/** How far a sweep is, on stderr. */
export interface SweepBar {
  readonly update: (progress: {
    readonly toRun: number;
    readonly ran: number;
    readonly failed: number;
  }) => void;
  readonly stop: () => void;
}

/** Draws a bar from the first update on; none where there is nothing to run. */
export const sweepBar = (): SweepBar => {
  let startedAt = 0;
  const bar = new SingleBar({
    format: '{bar} {percentage}% | {value}/{total} combinations | {rate}/s | {failed} failed | {left} left',
    stream: process.stderr,
    hideCursor: true,
    clearOnComplete: true,
    barsize: 24,
  });
  let isDrawn = false;
  return {
    update: ({ toRun, ran, failed }) => {
      if (toRun === 0) return;
      if (!isDrawn) {
        isDrawn = true;
        startedAt = performance.now();
        bar.start(toRun, ran, { rate: '-', left: leftText(0, 0), failed: 0 });
      }
      const seconds = (performance.now() - startedAt) / 1_000;
      bar.update(ran, {
        failed: wholeText(failed),
        rate: ran === 0 ? '-' : (ran / seconds).toFixed(1),
        left: leftText(seconds, ran / toRun),
      });
    },
    stop: () => bar.stop(),
  };
};

/** One that is not drawn. */
export const noSweepBar: SweepBar = { update: () => undefined, stop: () => undefined };
