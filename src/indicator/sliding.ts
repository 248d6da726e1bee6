/**
 * A window over the last `size` values that is itself a value: every step gives a new one, nothing is ever
 * changed, and it is plain JSON. Two stacks: `older` holds the ends of the turn before, each summed up from its
 * value to that turn's last, and `values` those of this turn with their running sum. The window is one of the
 * former joined with the latter, so that nothing is ever subtracted: what has left the window leaves no
 * rounding behind, and a maximum slides as well as a sum.
 */
export interface Sliding<S> {
  readonly size: number;
  /** `older[i]` sums up the values from the i-th on of the turn before; empty in the first turn. */
  readonly older: readonly S[];
  /** Full chunks of this turn's values, {@link CHUNK} each, oldest first. */
  readonly chunks: readonly (readonly S[])[];
  /** The chunk that is being filled: all that a step copies. */
  readonly open: readonly S[];
  /** Values of this turn, fewer than `size`. */
  readonly count: number;
  /** The sum of this turn's values; undefined when there are none. */
  readonly sum: S | undefined;
  /** The sum of the last `size` values; undefined until there are as many. */
  readonly value: S | undefined;
}

/** The sum of a run of values from those of its older and its newer part, of so many values each; associative. */
export type Join<S> = (older: S, newer: S, olderCount: number, newerCount: number) => S;

/** Values a step copies at most. */
const CHUNK = 32;

export const sliding = <S>(size: number): Sliding<S> => ({
  size,
  older: [],
  chunks: [],
  open: [],
  count: 0,
  sum: undefined,
  value: undefined,
});

/** The window after `x`, the sum of one value. O(1), and once in `size` steps O(size). */
export const slide = <S>(window: Sliding<S>, x: S, join: Join<S>): Sliding<S> => {
  const { size, older, chunks, open } = window;
  const count = window.count + 1;
  if (count === size) return turned(window, x, join);
  const sum = window.sum === undefined ? x : join(window.sum, x, count - 1, 1);
  const rest = older[count];
  const value = rest === undefined ? undefined : join(rest, sum, size - count, count);
  const filled = appended(open, x);
  return filled.length < CHUNK
    ? { size, older, chunks, open: filled, count, sum, value }
    : { size, older, chunks: appended(chunks, filled), open: [], count, sum, value };
};

/** This turn becomes the one before. */
const turned = <S>({ size, chunks, open }: Sliding<S>, x: S, join: Join<S>): Sliding<S> => {
  const older: S[] = [];
  pushAll(older, chunks, open);
  older.push(x);
  let sum = x;
  for (let i = size - 2; i >= 0; i -= 1) {
    sum = join(older[i] as S, sum, 1, size - 1 - i);
    older[i] = sum;
  }
  return { size, older, chunks: [], open: [], count: 0, sum: undefined, value: sum };
};

const appended = <A>(list: readonly A[], last: A): A[] => {
  const longer = list.slice();
  longer[list.length] = last; // a push would make room twice
  return longer;
};

/** Keeps the older: the window's value is then its eldest, and `older` holds values as they came. */
export const eldest = <S>(older: S): S => older;

/** All values of a window that slides by {@link eldest}, oldest first; no more than `size`. O(size). */
export const valuesIn = <S>({ older, chunks, open, count }: Sliding<S>): S[] => {
  const values = older.slice(count);
  pushAll(values, chunks, open);
  return values;
};

/** Counted loops: `concat` of the chunks made a whole step several times slower. */
const pushAll = <S>(list: S[], chunks: readonly (readonly S[])[], open: readonly S[]): void => {
  for (let c = 0; c < chunks.length; c += 1) {
    const chunk = chunks[c] as readonly S[];
    for (let i = 0; i < chunk.length; i += 1) list.push(chunk[i] as S);
  }
  for (let i = 0; i < open.length; i += 1) list.push(open[i] as S);
};
