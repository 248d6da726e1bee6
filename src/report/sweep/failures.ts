/** Rows that failed for the same reason, but for numbers in it. */
export interface Failures {
  readonly count: number;
  /** Of the first of them. */
  readonly error: string;
  readonly settings: Readonly<Record<string, unknown>>;
}

/** Why rows failed, the most frequent reason first; of equals, the one that came first. */
export const failuresOf = (
  rows: readonly {
    readonly settings: Readonly<Record<string, unknown>>;
    readonly error: string | null;
  }[],
): readonly Failures[] => {
  const byReason = new Map<string, Failures>();
  for (const { settings, error } of rows) {
    if (error === null) continue;
    const reason = error.replaceAll(/-?\d+(\.\d+)?/g, '#');
    const before = byReason.get(reason) ?? { count: 0, error, settings };
    byReason.set(reason, { ...before, count: before.count + 1 });
  }
  return [...byReason.values()].sort((a, b) => b.count - a.count);
};
