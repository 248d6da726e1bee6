/** `values` as JSON under a title, a line each; nothing of none. */
export const titled = (title: string, values: readonly unknown[]): readonly string[] =>
  values.length === 0 ? [] : [`${title}:`, ...values.map((value) => `  ${JSON.stringify(value)}`)];
