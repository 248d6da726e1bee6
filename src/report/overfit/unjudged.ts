import type { SharpeSample } from './sharpe-sample.js';
import { LEAST_PERIODS } from './verdict.js';

/**
 * Why there is no judging returns that are too few or have no deflated Sharpe ratio; undefined ones are of no row at
 * all.
 */
export const unjudgedReason = (
  returns: readonly number[] | undefined,
  sample: SharpeSample | null,
): string => {
  if (returns === undefined) return 'no row is ranked';
  if (returns.every((one) => one === 0)) return 'its equity never changed, as of one that does not trade';
  if (returns.length < LEAST_PERIODS)
    return `${returns.length} returns are too few: ${LEAST_PERIODS} are the least`;
  return sample === null ? 'its returns do not vary' : 'the estimate of its Sharpe ratio has no variance';
};
