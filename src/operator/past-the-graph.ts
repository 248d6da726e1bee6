import { defer, finalize, type OperatorFunction } from 'rxjs';
import type { Conclusion } from '../domain/entry.js';
import { type Event, isRestart } from '../domain/event.js';
import { lift, type Stage } from './stage.js';

type Hear = (event: Event) => void;

/**
 * The way of commands to the strategies: a halt or a flattening reaches them at once, whatever the pipeline's
 * operators do with events on their way, and so does that they begin again. What the graph hands them of it later is
 * not heard a second time.
 */
export class PastTheGraph {
  private readonly hearers = new Set<Hear>();

  /** Every event on its way into the graph is shown first. */
  show(event: Event): void {
    if (isForAll(event)) for (const hear of this.hearers) hear(event);
  }

  /** The stage that runs strategies, as an operator that hears commands past the graph. */
  lift(strategies: Stage<Event, Conclusion>): OperatorFunction<Event, Conclusion> {
    return (event$) =>
      defer(() => {
        const heard = new WeakSet<Event>();
        let hearer: Hear | undefined = undefined;
        const stage: Stage<Event, Conclusion> = (emit) => {
          const take = strategies(emit);
          const once: Hear = (event) => {
            if (heard.has(event)) return;
            heard.add(event);
            take(event);
          };
          hearer = once;
          this.hearers.add(once);
          return (event) => (isForAll(event) ? once(event) : take(event));
        };
        return event$.pipe(
          lift(stage),
          finalize(() => {
            if (hearer !== undefined) this.hearers.delete(hearer);
          }),
        );
      });
  }
}

const isForAll = (event: Event): boolean => event.kind === 'Command' || isRestart(event);
