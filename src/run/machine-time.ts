import { WallTime } from '../adapter/live/wall-time.js';
import type { RealTime } from '../port/real-time.js';

/** This machine's event loop. */
export const MACHINE_TIME: RealTime = {
  now: () => performance.now(),
  soon: (work) => {
    const handle = setImmediate(work);
    return () => clearImmediate(handle);
  },
  later: (work, ms) => {
    const handle = setTimeout(work, ms);
    return () => clearTimeout(handle);
  },
};

/** The time of this machine's wall clock. */
export const wallTime = (): WallTime =>
  new WallTime({ wall: () => Date.now(), monotonic: () => performance.now() });
