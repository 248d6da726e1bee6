import Table from 'cli-table3';

/** Spaces between columns. */
export const GAP = 2;

/** A table without lines or colours, the first column to the left, the others to the right unless `left` has them. */
export const plainTable = (
  head: readonly string[],
  rows: readonly (readonly string[])[],
  left: readonly number[] = [0],
): string => {
  const table = new Table({
    head: [...head],
    colAligns: head.map((_head, column) => (left.includes(column) ? 'left' : 'right')),
    chars: { ...NO_BORDERS, middle: ' '.repeat(GAP) },
    style: { head: [], border: [], 'padding-left': 0, 'padding-right': 0 },
  });
  for (const row of rows) table.push([...row]);
  return table.toString();
};

const NO_BORDERS = {
  top: '', 'top-mid': '', 'top-left': '', 'top-right': '',
  bottom: '', 'bottom-mid': '', 'bottom-left': '', 'bottom-right': '',
  left: '', 'left-mid': '', mid: '', 'mid-mid': '', right: '', 'right-mid': '',
}; // prettier-ignore
