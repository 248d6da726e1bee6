/** The strategy whose settings `names` all are: `momentum` of `momentum.fast` and `momentum.slow`; undefined of several. */
export const onlyStrategy = (names: readonly string[]): string | undefined => {
  const strategies = new Set(names.map((name) => name.slice(0, Math.max(0, name.indexOf('.')))));
  const [first] = strategies;
  return strategies.size === 1 && first !== '' ? first : undefined;
};

/** Names of settings for where there is little room: without the strategy where it is the same of all. */
export const shortNames = (names: readonly string[]): readonly string[] => {
  const strategy = onlyStrategy(names);
  return strategy === undefined ? names : names.map((name) => name.slice(strategy.length + 1));
};
