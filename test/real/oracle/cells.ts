/** Cells of a text whose lines have no quotes; lines without anything are left out. */
export const cells = (text: string): string[][] =>
  text
    .split('\n')
    .map((line) => line.replace(/\r$/, ''))
    .filter((line) => line !== '')
    .map((line) => line.split(','));

/** The rows under a header, each by the names in it. */
export const rowsByName = (text: string): Record<string, string>[] => {
  const [header = [], ...rows] = cells(text);
  return rows.map((row) => Object.fromEntries(header.map((name, i) => [name, row[i] ?? ''])));
};
