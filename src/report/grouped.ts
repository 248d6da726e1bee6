/** `values` by what `keyOf` says of each, groups in the order of their first values. O(n). */
export const grouped = <A, K>(values: readonly A[], keyOf: (value: A) => K): ReadonlyMap<K, readonly A[]> => {
  const groups = new Map<K, A[]>();
  for (const value of values) {
    const key = keyOf(value);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [value]);
    else group.push(value);
  }
  return groups;
};
