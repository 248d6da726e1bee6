import type { SchedulerLike } from 'rxjs';
import type { Entry, Stamp, Unstamped } from '../domain/entry.js';
import { epochMs } from '../domain/time.js';

/** Numbers the entries of one run from 1 on, and times them by `clock`. */
export const stampOf = (clock: SchedulerLike): Stamp => {
  let last = 0;
  return { seq: () => (last += 1), now: () => epochMs(clock.now()) };
};

/** Gives an event or outcome its number and its time. */
export const stamped =
  (stamp: Stamp) =>
  <U extends Unstamped<Entry>>(unstamped: U): StampedAs<U> =>
    // the spread of a union loses which member it was
    ({ seq: stamp.seq(), at: stamp.now(), ...unstamped }) as unknown as StampedAs<U>;

type StampedAs<U extends { readonly kind: string }> = Extract<Entry, { readonly kind: U['kind'] }>;
