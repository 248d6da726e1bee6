import { asyncScheduler, type SchedulerLike } from 'rxjs';

/** A scheduler that runs at once what is due within `mostMs`, and never what is due later. */
export const hurriedScheduler = (mostMs: number): SchedulerLike => ({
  now: () => asyncScheduler.now(),
  schedule: (work: Parameters<SchedulerLike['schedule']>[0], delayMs = 0, state?: unknown) =>
    asyncScheduler.schedule(work, delayMs <= mostMs ? 0 : NEVER_MS, state),
});

/** The longest that a timer takes. */
const NEVER_MS = 2 ** 31 - 1;
