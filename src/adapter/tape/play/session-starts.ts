import { sessionDayOf } from '../../../domain/session.js';
import { epochMs } from '../../../domain/time.js';

/** Says of the rows of a file, in order, whether one is the first of its token in its session. */
export const sessionStarts = (): ((token: number, at: number) => boolean) => {
  const days: number[] = [];
  return (token, at) => {
    const day = sessionDayOf(epochMs(at));
    const isFirst = days[token] !== day;
    if (isFirst) days[token] = day;
    return isFirst;
  };
};
