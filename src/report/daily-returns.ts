/** What a `rate` per year comes to in each of its sessions, earned on alike. */
export const perSession = (rate: number, sessionsPerYear: number): number =>
  (1 + rate) ** (1 / sessionsPerYear) - 1;

/**
 * Simple returns from one session's close to the next, as ratios; the first is from `start` to the first
 * close. The series ends after the return that took equity to zero or below: nothing is earned on nothing.
 */
export const dailyReturns = (start: number, closes: readonly number[]): readonly number[] => {
  const returns: number[] = [];
  let before = start;
  for (const close of closes) {
    if (before <= 0) break;
    returns.push(close / before - 1);
    before = close;
  }
  return returns;
};
