import fc from 'fast-check';

/** `values` cut into consecutive chunks of any size, empty ones included. */
export const chunked = <A>(values: readonly A[]): fc.Arbitrary<readonly (readonly A[])[]> =>
  fc.array(fc.nat(values.length), { maxLength: 8 }).map((cuts) => {
    const at = [0, ...cuts.sort((a, b) => a - b), values.length];
    return at.slice(1).map((end, i) => values.slice(at[i], end));
  });
