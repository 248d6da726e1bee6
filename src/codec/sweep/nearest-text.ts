/** The names that there are, those first that hold what was asked for. */
export const nearestText = (asked: string, names: readonly string[]): string => {
  const wanted = asked.toLowerCase();
  const holding = names.filter((name) => wanted !== '' && name.toLowerCase().includes(wanted));
  return `there are ${[...holding, ...names.filter((name) => !holding.includes(name))].join(', ')}`;
};
