import type { SoakSample } from './soak.js';

/** What of a process outlives what made it, if it leaks: how many there are of each kind. */
export type Census = Readonly<Record<string, number>>;

/** Timers, sockets, files and threads that keep this process alive, and the listeners of the process itself. */
export const census = (): Census => {
  const counts: Record<string, number> = {};
  for (const kind of process.getActiveResourcesInfo()) counts[kind] = (counts[kind] ?? 0) + 1;
  for (const event of process.eventNames())
    counts[`listeners of ${String(event)}`] = process.listenerCount(event);
  return counts;
};

/** What there is more of than `before`, and by how many. */
export const leftOver = (before: Census): Census =>
  Object.fromEntries(
    Object.entries(census())
      .map(([kind, count]) => [kind, count - (before[kind] ?? 0)] as const)
      .filter(([, more]) => more > 0),
  );

/**
 * How much more the last third of `samples` has than the first, as a ratio of it: of the least that each has, since
 * what waits comes and goes and what leaks stays. The first sample is of a session that just began, and is left out.
 */
export const growth = (samples: readonly SoakSample[], of: (sample: SoakSample) => number): number => {
  const settled = samples.slice(1).map(of);
  const third = Math.floor(settled.length / 3);
  return Math.min(...settled.slice(-third)) / Math.min(...settled.slice(0, third)) - 1;
};
