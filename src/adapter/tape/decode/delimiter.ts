import { DELIMITERS } from '../source/text-blocks.js';
import { splitExactly } from './csv-rows.js';

/** So many rows tell. */
const ROWS = 50;

/**
 * What lies between the cells of `text`, whole lines of a table: by which the most of its first rows have as many
 * cells as the first of them, and more than one; of two alike the one that makes more cells, a comma last: it may stand in
 * decimals, `09:15;1234,5`. Quoted cells are not looked into. A comma where nothing cuts;
 * undefined where there is no row.
 */
export const delimiterOf = (text: string): string | undefined => {
  const [best] = BY_TRUST.map((delimiter) => ({ delimiter, ...fitOf(text, delimiter) })).sort(
    (a, b) => b.share - a.share || b.width - a.width,
  );
  if (best === undefined || best.rows === 0) return undefined;
  return best.width > 1 ? best.delimiter : ',';
};

/** Sorting keeps this order where two fit alike. */
const BY_TRUST = [...DELIMITERS].sort((a, b) => Number(a === ',') - Number(b === ','));

interface Fit {
  readonly rows: number;
  /** Cells of the first row. */
  readonly width: number;
  /** Of the rows, those with as many; nothing where there is nothing to cut. */
  readonly share: number;
}

const fitOf = (text: string, delimiter: string): Fit => {
  const widths: number[] = [];
  splitExactly(firstLines(text), delimiter, {
    begin: () => undefined,
    take: (cells) => widths.push(cells.length),
  });
  const [width = 0] = widths;
  const same = widths.filter((each) => each === width).length;
  return { rows: widths.length, width, share: width > 1 ? same / widths.length : 0 };
};

const firstLines = (text: string): string => {
  let end = 0;
  for (let line = 0, rows = 0; rows < ROWS && end < text.length && line < MOST_LINES; line += 1) {
    const next = text.indexOf('\n', end) + 1;
    if (next - end > 1) rows += 1;
    end = next;
  }
  return text.slice(0, end);
};

/** Blank ones among them. */
const MOST_LINES = 10_000;
