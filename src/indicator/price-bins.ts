/**
 * Units by price bin, as plain data that a step copies little of: bins in chunks of 32, the list of chunks
 * covering what was traded and no more. Bin `i` holds the prices nearest to `i` bin sizes.
 */
export interface PriceBins {
  /** Number of the first chunk's; chunk `c` holds bins 32 c to 32 c + 31. */
  readonly first: number;
  readonly chunks: readonly (readonly number[])[];
}

export const NO_BINS: PriceBins = { first: 0, chunks: [] };

const CHUNK = 32;
const EMPTY: readonly number[] = Array.from({ length: CHUNK }, () => 0);

/** Adds `units` to a bin. O(chunks), which is a thirty-second of the bins between the extremes. */
export const addUnits = (bins: PriceBins, bin: number, units: number): PriceBins => {
  const chunk = Math.floor(bin / CHUNK);
  const { first, chunks } = reaching(bins, chunk);
  const filled = (chunks[chunk - first] ?? EMPTY).slice();
  filled[bin - chunk * CHUNK] = unitsIn(bins, bin) + units;
  return { first, chunks: chunks.with(chunk - first, filled) };
};

/** Units in a bin, 0 where none were traded. O(1). */
export const unitsIn = ({ first, chunks }: PriceBins, bin: number): number => {
  const chunk = Math.floor(bin / CHUNK);
  return chunks[chunk - first]?.[bin - chunk * CHUNK] ?? 0;
};

const reaching = (bins: PriceBins, chunk: number): PriceBins => {
  const { first, chunks } = bins;
  if (chunks.length === 0) return { first: chunk, chunks: [EMPTY] };
  if (chunk < first) return { first: chunk, chunks: [...empty(first - chunk), ...chunks] };
  const missing = chunk - first - chunks.length + 1;
  return missing > 0 ? { first, chunks: [...chunks, ...empty(missing)] } : bins;
};

const empty = (count: number): (readonly number[])[] => Array.from({ length: count }, () => EMPTY);
