import { hash } from 'node:crypto';
import type { JournalRow, NewRow } from './journal-row.js';

/** What stands before the first row. */
export const GENESIS = '0'.repeat(64);

/** SHA-256 of a text as UTF-8, in hexadecimal. */
export const sha256 = (text: string): string => hash('sha256', text);

/**
 * The hash of a row behind one of hash `previous`: SHA-256 of `previous`, a newline, and the row's columns but its
 * body and its own hash as an array of JSON, in the order of the table. With `bodyHash` in it the body is covered,
 * and may be dropped without breaking the chain.
 */
export const rowHash = (previous: string, row: Omit<JournalRow, 'hash' | 'body'>): string =>
  sha256(
    `${previous}\n${JSON.stringify([
      row.n,
      row.kind,
      row.seq,
      row.at,
      row.token,
      row.strategy,
      row.orderId,
      row.cause,
      row.segment,
      row.ticks,
      row.seqs,
      row.bodyHash,
    ])}`,
  );

/** `row` as the `n`th, behind a row of hash `previous`. */
export const chained = (row: NewRow, n: number, previous: string): JournalRow => {
  const bare = { ...row, n, bodyHash: sha256(row.body) };
  return { ...bare, hash: rowHash(previous, bare) };
};
