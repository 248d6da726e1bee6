import { defer, finalize, merge, type Observable, type OperatorFunction, takeUntil } from 'rxjs';
import { relay } from './relay.js';
import { lift, type Stage } from './stage.js';

/**
 * Passes on each value, and behind it what `branch` makes of it. The branch cannot hold back, change or double
 * a value: it only adds. It is left when `ended$` says so. `show` sees each value just before the branch does.
 */
export const alongside =
  <A, B>(
    branch: (value$: Observable<A>) => Observable<B>,
    ended$: Observable<unknown>,
    show: (value: A) => void = () => undefined,
  ): OperatorFunction<A, A | B> =>
  (value$) =>
    defer(() => {
      const side$ = relay<A>();
      const passOn: Stage<A, A> = (emit) => (value) => {
        emit(value);
        show(value);
        side$.next(value);
      };
      const passed$ = value$.pipe(
        finalize(() => side$.complete()),
        lift(passOn),
      );
      return merge(branch(side$).pipe(takeUntil(ended$)), passed$);
    });
