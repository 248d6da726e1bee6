import type { SchedulerLike } from 'rxjs';

/** Resolves after `ms` on `scheduler`; rejects with the reason of `signal` when that aborts before. */
export const wait = (ms: number, scheduler: SchedulerLike, signal: AbortSignal): Promise<void> =>
  new Promise((resolve, reject) => {
    signal.throwIfAborted();
    const abort = (): void => {
      timer.unsubscribe();
      const reason: unknown = signal.reason;
      reject(reason);
    };
    signal.addEventListener('abort', abort, { once: true });
    const timer = scheduler.schedule(() => {
      signal.removeEventListener('abort', abort);
      resolve();
    }, ms);
  });
