import type { SchedulerLike, Subscription } from 'rxjs';

/** Timers of which each name runs once at a time. */
export class NamedTimers<Name extends string> {
  private readonly running = new Map<Name, Subscription>();

  constructor(
    private readonly scheduler: SchedulerLike,
    private readonly due: (name: Name) => void,
  ) {}

  /** In place of one of the same name that still runs. */
  start(name: Name, ms: number): void {
    this.cancel(name);
    const timer = this.scheduler.schedule(() => {
      this.running.delete(name);
      this.due(name);
    }, ms);
    this.running.set(name, timer);
  }

  cancel(name: Name): void {
    this.running.get(name)?.unsubscribe();
    this.running.delete(name);
  }

  cancelAll(): void {
    for (const timer of this.running.values()) timer.unsubscribe();
    this.running.clear();
  }
}
