/** A count, for people: grouped in lakhs and crores. */
export const wholeText = (count: number): string => count.toLocaleString('en-IN');

/** A count and what is counted: `1 order`, `2 orders`, `3 crashes`. */
export const countText = (count: number, one: string, many = `${one}s`): string =>
  `${wholeText(count)} ${count === 1 ? one : many}`;
