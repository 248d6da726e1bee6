import { type Observable, Subscription } from 'rxjs';
import { forbidWallClock } from '../clock/wall-clock-guard.js';
import type { Entry } from '../domain/entry.js';

/** Sees every entry of the belt, in order, and can influence none. */
export type Reader = (entry: Entry) => void;

/**
 * The one subscription of a run in virtual time: shows every entry to the readers, in their order. RxJS's wall
 * clock is forbidden until it ends. Rejects with what the belt or a reader throws.
 */
export const readEntries = async (entry$: Observable<Entry>, readers: readonly Reader[]): Promise<void> => {
  const allowWallClock = forbidWallClock();
  try {
    await read(entry$, readers);
  } finally {
    allowWallClock();
  }
};

const read = (entry$: Observable<Entry>, readers: readonly Reader[]): Promise<void> =>
  new Promise((resolve, reject) => {
    const running = new Subscription();
    running.add(
      entry$.subscribe({
        next: (entry) => {
          try {
            for (const reader of readers) reader(entry);
          } catch (error) {
            reject(error);
            running.unsubscribe();
          }
        },
        error: reject,
        complete: resolve,
      }),
    );
  });
