import { Observable, type OperatorFunction } from 'rxjs';

/** A pure step: the next state, and what follows from `value`. */
export type Step<S, A, B> = (state: S, value: A) => readonly [state: S, outcomes: readonly B[]];

/** The shared constant for "nothing follows". */
export const NONE: readonly never[] = [];

/**
 * Lifts a step into a stage that passes on each value and, behind it, what followed from it. Each outcome is
 * handed to `stamp` just before it leaves, so numbers come in the order of the belt. State belongs to the
 * subscription.
 */
export const append = <S, A, B, C>(
  start: () => S,
  step: Step<S, A, B>,
  stamp: (outcome: B) => C,
): OperatorFunction<A, A | C> =>
  lift<A, A | C>((emit) => {
    let state = start();
    return (value) => {
      emit(value);
      const [next, outcomes] = step(state, value);
      state = next;
      for (const outcome of outcomes) emit(stamp(outcome));
    };
  });

/** As {@link append}, but passes on only what followed. */
export const conclude = <S, A, B, C>(
  start: () => S,
  step: Step<S, A, B>,
  stamp: (outcome: B) => C,
): OperatorFunction<A, C> =>
  lift<A, C>((emit) => {
    let state = start();
    return (value) => {
      const [next, outcomes] = step(state, value);
      state = next;
      for (const outcome of outcomes) emit(stamp(outcome));
    };
  });

/** An operator from a function that is begun once for each subscription. What it throws ends the stream as an error. */
const lift =
  <A, B>(begin: (emit: (value: B) => void) => (value: A) => void): OperatorFunction<A, B> =>
  (source$) =>
    new Observable((subscriber) => {
      const take = begin((value) => subscriber.next(value));
      return source$.subscribe({
        next: (value) => {
          try {
            take(value);
          } catch (error) {
            subscriber.error(error);
          }
        },
        error: (error: unknown) => subscriber.error(error),
        complete: () => subscriber.complete(),
      });
    });
