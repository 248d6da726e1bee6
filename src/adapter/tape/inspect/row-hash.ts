import type { NumberColumns } from '../decode/columns.js';

/** Columns as they are in memory, two words a value. */
export type Words = readonly Int32Array[];

/** The columns that a file has: those that it lacks are one array of nulls, under many names. */
export const presentColumns = (numbers: NumberColumns): ReadonlySet<Float64Array> => {
  const once = new Set<Float64Array>();
  const often = new Set<Float64Array>();
  for (const column of Object.values(numbers)) (once.has(column) ? often : once).add(column);
  return new Set([...once].filter((column) => !often.has(column)));
};

export const wordsOf = (numbers: NumberColumns): Words =>
  [...presentColumns(numbers)].map(
    ({ buffer, byteOffset, length }) => new Int32Array(buffer, byteOffset, 2 * length),
  );

/** 53 bits of what row `i` says, as a double; `seed` is what there is beside the columns. */
export const rowHash = (words: Words, i: number, seed: number): number => {
  let a = seed | 0;
  let b = ~seed;
  for (let c = 0; c < words.length; c += 1) {
    const column = words[c];
    if (column === undefined) continue;
    const low = column[2 * i] ?? 0;
    const high = column[2 * i + 1] ?? 0;
    a = Math.imul(a ^ low, 0x85ebca6b) ^ (high + c);
    b = Math.imul(b ^ high, 0xc2b2ae35) ^ (low + (a >>> 15));
    a ^= a >>> 13;
    b ^= b >>> 16;
  }
  a = Math.imul(a ^ (a >>> 16), 0x9e3779b1);
  b = Math.imul(b ^ (b >>> 15), 0x85ebca6b);
  return (b & 0x1fffff) * 2 ** 32 + (a >>> 0);
};
