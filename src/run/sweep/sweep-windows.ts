import type { WalkForward } from '../../codec/sweep/walk-forward.js';
import { UsageError } from '../../domain/failure.js';
import type { Slices } from '../../report/sweep/slices.js';
import { type Window, windowsOf } from '../../report/sweep/walk-forward.js';

/** The windows of a walk forward over a tape; none where none is asked for. Throws a UsageError where not one fits. */
export const sweepWindows = (asked: WalkForward | undefined, { sessions }: Slices): readonly Window[] => {
  if (asked === undefined) return [];
  const windows = windowsOf(sessions.length, asked.inSample, asked.outOfSample);
  if (windows.length === 0)
    throw new UsageError(
      `--walk-forward ${asked.inSample}d/${asked.outOfSample}d needs ${asked.inSample + asked.outOfSample} sessions; the tape has ${sessions.length}`,
    );
  return windows;
};
