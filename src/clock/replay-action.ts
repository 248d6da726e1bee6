import type { SchedulerAction, Subscription } from 'rxjs';
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

  override schedule(state?: T, delay = 0): Subscription {
    return super.schedule(state, Math.max(0, delay));
  }

  protected override requestAsyncId(scheduler: ReplayScheduler, _id?: unknown, delay = 0): number {
    this.delay = scheduler.frame + delay;
    scheduler.enqueue(this);
    return 1;
  }

  /** Nothing to stop: what is still queued is taken out by `unsubscribe`. */
  protected override recycleAsyncId(): undefined {
    return undefined;
  }
}
