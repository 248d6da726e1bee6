import { connect, merge, type Observable, type OperatorFunction, takeUntil } from 'rxjs';

/**
 * Passes on each value, and behind it what `branch` makes of it. The branch cannot hold back, change or double
 * a value: it only adds. It is left when `ended$` says so.
 */
export const alongside =
  <A, B>(
    branch: (value$: Observable<A>) => Observable<B>,
    ended$: Observable<unknown>,
  ): OperatorFunction<A, A | B> =>
  (value$) =>
    value$.pipe(connect((shared$) => merge(shared$, branch(shared$).pipe(takeUntil(ended$)))));
