import { createHash } from 'node:crypto';
import { expect } from 'chai';
import type { WantedRow } from './oracle/wanted-row.js';

/** Count, first and last of a token's rows and a checksum of each of its columns, in the order of the rows. */
interface Summary {
  readonly rows: number;
  readonly first: WantedRow | undefined;
  readonly last: WantedRow | undefined;
  readonly checksums: Readonly<Record<string, string>>;
}

/**
 * Expects the rows that were read to be the wanted ones, token by token: the same number, the same first and last,
 * and the same checksum of every column. A difference is told by the first row that has it.
 */
export const expectSame = (actual: readonly WantedRow[], wanted: readonly WantedRow[]): void => {
  const [actualByToken, wantedByToken] = [byToken(actual), byToken(wanted)];
  expect([...actualByToken.keys()].sort()).to.deep.equal([...wantedByToken.keys()].sort());
  for (const [of, rows] of wantedByToken) {
    const read = actualByToken.get(of) ?? [];
    const fields = Object.keys(rows[0] ?? {});
    const different = rows.findIndex((row, i) => fields.some((field) => row[field] !== read[i]?.[field]));
    if (different >= 0) expect(read[different], `${of}: row ${different + 1}`).to.deep.equal(rows[different]);
    expect(summaryOf(read, fields), of).to.deep.equal(summaryOf(rows, fields));
  }
};

const byToken = (rows: readonly WantedRow[]): ReadonlyMap<string, WantedRow[]> => {
  const tokens = new Map<string, WantedRow[]>();
  for (const row of rows) {
    const known = tokens.get(row.of);
    if (known === undefined) tokens.set(row.of, [row]);
    else known.push(row);
  }
  return tokens;
};

const summaryOf = (rows: readonly WantedRow[], fields: readonly string[]): Summary => ({
  rows: rows.length,
  first: rows[0],
  last: rows.at(-1),
  checksums: Object.fromEntries(fields.map((field) => [field, checksumOf(rows, field)])),
});

const checksumOf = (rows: readonly WantedRow[], field: string): string =>
  createHash('sha256')
    .update(rows.map((row) => String(row[field])).join('\n'))
    .digest('hex');
