import { Observable, type OperatorFunction } from 'rxjs';
import { createOperatorSubscriber } from 'rxjs/internal/operators/OperatorSubscriber';

/**
 * What stands at the belt: begun once for each subscription with the place to put what it emits, and then
 * given each value. Its state lives between the two arrows, so it belongs to that subscription.
 */
export type Stage<A, B> = (emit: (value: B) => void) => (value: A) => void;

/** A stage as an RxJS operator. What the stage throws ends the stream as an error. */
export const lift =
  <A, B>(stage: Stage<A, B>): OperatorFunction<A, B> =>
  (source$) =>
    new Observable((subscriber) => {
      const take = stage((value) => subscriber.next(value));
      // RxJS's own form of an operator: half the calls of a subscriber made of an observer
      source$.subscribe(createOperatorSubscriber(subscriber, take));
    });

/** Two stages as one: what the first emits is given to the second. Spares the subscriber between them. */
export const fuse =
  <A, B, C>(first: Stage<A, B>, second: Stage<B, C>): Stage<A, C> =>
  (emit) =>
    first(second(emit));
