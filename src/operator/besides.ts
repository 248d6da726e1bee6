import { Observable, type OperatorFunction } from 'rxjs';
import { createOperatorSubscriber } from 'rxjs/internal/operators/OperatorSubscriber';

/**
 * Passes on each value, and between them those of `other$`, which is subscribed first and left when the values end.
 * Values pass no subscriber for it, as they do in RxJS's `merge`.
 */
export const besides =
  <A, B>(other$: Observable<B>): OperatorFunction<A, A | B> =>
  (value$) =>
    new Observable((subscriber) => {
      other$.subscribe(
        createOperatorSubscriber(
          subscriber,
          (other: B) => subscriber.next(other),
          () => undefined,
        ),
      );
      return value$.subscribe(subscriber);
    });
