import { GENESIS, rowHash, sha256 } from './chain.js';
import type { JournalReader } from './journal-reader.js';
import { type JournalRow, ROW } from './journal-row.js';

/** The first thing that is wrong with a journal. */
export interface ChainFault {
  /** Number of the row; of one that is missing the number that it had. */
  readonly row: number;
  readonly what: string;
}

/**
 * Checks every row of a journal: that none is missing or added, that body and columns are those that were written,
 * and that each stands behind the one that it was written behind. Returns the first that does not hold; undefined
 * where all do. Whoever changes a row and counts all hashes behind it anew is found by the head alone, where it was
 * kept elsewhere. Reads the whole file once.
 */
export const verifyChain = (journal: JournalReader): ChainFault | undefined =>
  journal.asItIs(() => {
    const head = journal.head();
    const sealed = new Set(journal.ofKind(ROW.segment).map(({ segment }) => segment));
    let count = 0;
    let hash = GENESIS;
    for (const row of journal.rows()) {
      const fault = faultOf(row, count + 1, hash, sealed);
      if (fault !== undefined) return fault;
      count = row.n;
      hash = row.hash;
      if (count > head.count) return { row: count, what: `was added: the journal has ${head.count} rows` };
    }
    if (count < head.count)
      return { row: count + 1, what: `is missing: the journal had ${head.count} rows, ${count} are there` };
    if (hash !== head.hash)
      return { row: count, what: 'is not the last row that was written: its hash is another' };
    return undefined;
  });

const faultOf = (
  row: JournalRow,
  n: number,
  previous: string,
  sealed: ReadonlySet<string | null>,
): ChainFault | undefined => {
  if (row.n > n) return { row: n, what: `is missing: row ${row.n} stands in its place` };
  if (row.n < n) return { row: row.n, what: 'was added' };
  if (rowHash(previous, row) !== row.hash)
    return { row: n, what: 'was edited, or is not the row that stood here: its hash is another' };
  if (row.body !== null)
    return sha256(row.body) === row.bodyHash
      ? undefined
      : { row: n, what: 'was edited: its body is another' };
  return row.kind === ROW.ticks && sealed.has(row.segment)
    ? undefined
    : { row: n, what: 'has lost its body, which no segment of the tape holds' };
};
