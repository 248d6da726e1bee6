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

/** A pure step: the next state, and what follows from `value`. */
export type Step<S, A, B> = (state: S, value: A) => readonly [state: S, outcomes: readonly B[]];

/** The shared constant for "nothing follows". */
export const NONE: readonly never[] = [];

/**
 * The stage of a step that emits what followed from each value. An outcome is handed to `stamp` just before it
 * leaves, so numbers come in the order of the belt.
 */
export const conclude =
  <S, A, B, C>(start: () => S, step: Step<S, A, B>, stamp: (outcome: B) => C): Stage<A, C> =>
  (emit) => {
    let state = start();
    return (value) => {
      const [next, outcomes] = step(state, value);
      state = next;
      for (const outcome of outcomes) emit(stamp(outcome));
    };
  };

/** As {@link conclude}, but each value is passed on, and what followed from it comes behind it. */
export const append =
  <S, A, B, C>(start: () => S, step: Step<S, A, B>, stamp: (outcome: B) => C): Stage<A, A | C> =>
  (emit) => {
    const react = conclude(start, step, stamp)(emit);
    return (value) => {
      emit(value);
      react(value);
    };
  };
