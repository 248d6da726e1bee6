import { Observable, type OperatorFunction } from 'rxjs';
import { createOperatorSubscriber } from 'rxjs/internal/operators/OperatorSubscriber';
import { relay } from './relay.js';
import type { Stage } from './stage.js';

/**
 * Gives `stage` each value, and behind it what `branch` makes of it. The branch cannot hold back, change or double
 * a value: it only adds, and it is left when the values end. `show` sees each value just before the branch does.
 * Branch and stage stand in one operator, since every subscriber more that a value passes costs as much as a stage.
 */
export const alongside =
  <A, B, C>(
    branch: (value$: Observable<A>) => Observable<B>,
    stage: Stage<A | B, C>,
    show: (value: A) => void = () => undefined,
  ): OperatorFunction<A, C> =>
  (value$) =>
    new Observable((subscriber) => {
      const side$ = relay<A>();
      const take = stage((made) => subscriber.next(made));
      branch(side$).subscribe(createOperatorSubscriber(subscriber, take, () => undefined));
      value$.subscribe(
        createOperatorSubscriber(subscriber, (value) => {
          take(value);
          show(value);
          side$.next(value);
        }),
      );
    });
