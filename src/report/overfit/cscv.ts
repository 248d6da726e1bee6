/** One way to choose half of the blocks: what was best in it, and how that did in the other half. */
export interface Choice {
  /** Number of the column with the highest Sharpe ratio in sample; of equals, the first. */
  readonly best: number;
  /** Its Sharpe ratios of a period. */
  readonly inSample: number;
  readonly outOfSample: number;
  /** ln(ω / (1 − ω)), where ω = rank out of sample / (columns + 1): below 0 it was worse there than most. */
  readonly logit: number;
}

/**
 * Combinatorially symmetric cross-validation: `columns` of returns, of the same periods each, are cut into `blocks` even
 * blocks of time; each half of the blocks in turn is the sample, the rest is out of it. In the order of the blocks'
 * numbers. The rank out of sample is the count of columns that did no better. Constant returns have a Sharpe ratio of 0.
 * O(C(blocks, blocks/2) · blocks · columns).
 * Source: Bailey, Borwein, López de Prado and Zhu (2017), Journal of Computational Finance 20(4), 39-69.
 */
export const cscv = (columns: readonly (readonly number[])[], blocks: number): readonly Choice[] => {
  const returns = new BlockSums(columns, blocks);
  return halvesOf(blocks).map((chosen) => {
    const { inside, outside } = returns.sharpes(chosen);
    const best = inside.reduce((at, value, column) => (value > (inside[at] ?? NaN) ? column : at), 0);
    const outOfSample = outside[best] ?? NaN;
    const rank = outside.reduce((count, value) => (value <= outOfSample ? count + 1 : count), 0);
    const share = rank / (columns.length + 1);
    return { best, inSample: inside[best] ?? NaN, outOfSample, logit: Math.log(share / (1 - share)) };
  });
};

/** Every choice of half of `blocks`, in order. */
export const halvesOf = (blocks: number): readonly (readonly number[])[] => {
  const halves: number[][] = [];
  const extend = (chosen: readonly number[], next: number): void => {
    if (chosen.length === blocks / 2) {
      halves.push([...chosen]);
      return;
    }
    for (let block = next; block < blocks; block += 1) extend([...chosen, block], block + 1);
  };
  extend([], 0);
  return halves;
};

/** What is left of a variance that is rounding alone, as a share of the squares. */
const ROUNDING = 1e-12;

/** Sums and squares of each block of each column, from which the Sharpe ratios of any blocks follow. */
class BlockSums {
  private readonly counts: readonly number[];
  private readonly means: Float64Array;
  /** Of each block, by column: of the distances from the column's mean, so that squares keep their digits. */
  private readonly sums: readonly Float64Array[];
  private readonly squares: readonly Float64Array[];
  private readonly inside: Float64Array;
  private readonly outside: Float64Array;

  constructor(columns: readonly (readonly number[])[], blocks: number) {
    const periods = columns[0]?.length ?? 0;
    const bounds = Array.from({ length: blocks + 1 }, (_, i) => Math.floor((i * periods) / blocks));
    this.counts = Array.from({ length: blocks }, (_, i) => (bounds[i + 1] ?? 0) - (bounds[i] ?? 0));
    this.means = Float64Array.from(columns, (column) => sumOf(column) / periods);
    const folded = (of: (distance: number) => number): readonly Float64Array[] =>
      this.counts.map((_, block) =>
        Float64Array.from(columns, (column, i) => {
          const values = column.slice(bounds[block], bounds[block + 1]);
          return sumOf(values.map((value) => of(value - (this.means[i] ?? NaN))));
        }),
      );
    this.sums = folded((distance) => distance);
    this.squares = folded((distance) => distance ** 2);
    this.inside = new Float64Array(columns.length);
    this.outside = new Float64Array(columns.length);
  }

  /** Of each column, in the `chosen` blocks and in the others. Valid until the next call. */
  sharpes(chosen: readonly number[]): { readonly inside: Float64Array; readonly outside: Float64Array } {
    const others = this.counts.flatMap((_, block) => (chosen.includes(block) ? [] : [block]));
    this.fill(this.inside, chosen);
    this.fill(this.outside, others);
    return { inside: this.inside, outside: this.outside };
  }

  /** The inner loops run over columns of numbers: under half of the time that loops over blocks take. */
  private fill(sharpes: Float64Array, blocks: readonly number[]): void {
    const count = blocks.reduce((sum, block) => sum + (this.counts[block] ?? 0), 0);
    const sums = added(this.sums, blocks, sharpes.length);
    const squares = added(this.squares, blocks, sharpes.length);
    for (let i = 0; i < sharpes.length; i += 1) {
      const sum = sums[i] ?? NaN;
      const square = squares[i] ?? NaN;
      const variance = square - (sum * sum) / count;
      const mean = (this.means[i] ?? NaN) + sum / count;
      sharpes[i] = variance <= ROUNDING * square ? 0 : mean / Math.sqrt(variance / (count - 1));
    }
  }
}

const added = (columns: readonly Float64Array[], blocks: readonly number[], length: number): Float64Array => {
  const sums = new Float64Array(length);
  for (const block of blocks) {
    const values = columns[block] ?? sums;
    for (let i = 0; i < length; i += 1) sums[i] = (sums[i] ?? 0) + (values[i] ?? 0);
  }
  return sums;
};

const sumOf = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0);
