import { Observable, type OperatorFunction, Subject, takeUntil } from 'rxjs';
import { createOperatorSubscriber } from 'rxjs/internal/operators/OperatorSubscriber';

/**
 * Passes on each value, and behind it what `branch` makes of it. The branch cannot hold back, change or double
 * a value: it only adds. It is left when `ended$` says so; its end is not the end, its error is.
 */
export const alongside =
  <A, B>(
    branch: (value$: Observable<A>) => Observable<B>,
    ended$: Observable<unknown>,
  ): OperatorFunction<A, A | B> =>
  (value$) =>
    // `connect` with a merge says the same at twice the price: three subscribers more for each value
    new Observable((subscriber) => {
      const side$ = new Subject<A>();
      const add = (added: B): void => subscriber.next(added);
      const pass = (value: A): void => {
        subscriber.next(value);
        side$.next(value);
      };
      branch(side$)
        .pipe(takeUntil(ended$))
        .subscribe(createOperatorSubscriber(subscriber, add, () => undefined));
      value$.subscribe(createOperatorSubscriber(subscriber, pass));
    });
