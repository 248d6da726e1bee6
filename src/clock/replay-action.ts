import { type SchedulerAction, Subscription } from 'rxjs';
import { AsyncAction } from 'rxjs/internal/scheduler/AsyncAction';
import type { ReplayScheduler } from './replay-scheduler.js';

/**
 * One timer on virtual time. A repeating timer is this same object put back into the queue: RxJS's own
 * VirtualAction makes a new one for every repetition and keeps them all.
 */
export class ReplayAction<T> extends AsyncAction<T> {
  constructor(
    protected override readonly scheduler: ReplayScheduler,
    work: (this: SchedulerAction<T>, state?: T) => void,
  ) {
    super(scheduler, work);
  }

  /** A delay that is no finite number never ends, as on RxJS's virtual time. */
  override schedule(state?: T, delay = 0): Subscription {
    return Number.isFinite(delay) ? super.schedule(state, delay) : Subscription.EMPTY;
  }

  protected override requestAsyncId(scheduler: ReplayScheduler, _id?: unknown, delay = 0): number {
    this.delay = scheduler.frame + delay;
    scheduler.enqueue(this);
    return 1;
  }

  /** A timer that is set again before it fired leaves its old place; `unsubscribe` leaves it by itself. */
  protected override recycleAsyncId(scheduler: ReplayScheduler): undefined {
    if (this.pending) scheduler.dequeue(this);
    return undefined;
  }
}
