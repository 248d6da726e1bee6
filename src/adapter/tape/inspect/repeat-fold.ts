import { rowHash, wordsOf } from './row-hash.js';
import type { Rows } from './rows.js';
import { Sighting } from './sighting.js';
import { TokenColumn } from './token-column.js';

/** Rows of one moment that are held against each other; more of them are let go. */
const MOST_AT_ONCE = 1 << 16;

/**
 * Folds what rows say again: the same at the same time, and the same at a later one. Rows are compared by 53
 * bits of hash over all that is read of them.
 */
export class RepeatFold {
  /** Rows that say what an earlier row of their token said at the same time. */
  readonly duplicates = new Sighting();
  /** Rows that say what the row of their token before said, at a later time; their extent is since when, ms. */
  readonly unchanged = new Sighting();
  private readonly hashes = new TokenColumn(NaN);
  /** Since when a token's rows say the same. */
  private readonly since = new TokenColumn(NaN);
  private readonly times = new TokenColumn(NaN);
  private file = -1;
  /** The moment at which rows are, the first of them, and the others. */
  private atOnce = NaN;
  private firstAtOnce = NaN;
  private readonly othersAtOnce = new Set<number>();

  take({ columns, file, token, tokens, isGood }: Rows): void {
    const { at, kind, count, firstRow, numbers } = columns;
    const words = wordsOf(numbers);
    const hashes = this.hashes.fit(tokens);
    const since = this.since.fit(tokens);
    const times = this.times.fit(tokens);
    if (file !== this.file) {
      this.file = file;
      this.atOnce = NaN;
    }
    for (let i = 0; i < count; i += 1) {
      if (isGood[i] === 0) continue;
      const own = token[i] ?? 0;
      const now = at[i] ?? NaN;
      const hash = rowHash(words, i, own * 2 + (kind[i] ?? 0));
      if (hash !== hashes[own]) since[own] = now;
      else if (now !== times[own]) this.unchanged.see(file, firstRow + i, now, now - (since[own] ?? now));
      if (this.isSaid(hash, now)) this.duplicates.see(file, firstRow + i, now, 0);
      hashes[own] = hash;
      times[own] = now;
    }
  }

  /** Whether a row of this moment said it before. */
  private isSaid(hash: number, now: number): boolean {
    if (now !== this.atOnce || this.othersAtOnce.size >= MOST_AT_ONCE) {
      this.atOnce = now;
      this.firstAtOnce = hash;
      if (this.othersAtOnce.size > 0) this.othersAtOnce.clear();
      return false;
    }
    if (hash === this.firstAtOnce || this.othersAtOnce.has(hash)) return true;
    this.othersAtOnce.add(hash);
    return false;
  }
}
