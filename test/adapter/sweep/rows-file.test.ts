import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { RowsFile } from '../../../src/adapter/sweep/rows-file.js';
import type { SweepRow } from '../../../src/codec/sweep/row.js';
import { scratch } from '../../cli/rxtape.js';

const IDENTITY = { code: 'a' };
const row = (every: number, error: string): SweepRow => ({
  settings: { 'modes.every': every },
  error,
  result: null,
});
const NO_TEXT = 0xff;

describe('RowsFile', () => {
  const files = scratch();
  after(files.remove);

  it('takes out a line whose bytes are no text, and loses nothing of what comes behind', () => {
    const first = RowsFile.open(files.dir, IDENTITY);
    for (const one of [row(1, '₹1'), row(2, '@'), row(3, 'च')]) first.append(one);
    first.close();
    const path = join(files.dir, 'rows.ndjson');
    const bytes = readFileSync(path);
    bytes[bytes.indexOf('@')] = NO_TEXT;
    writeFileSync(path, bytes);

    const again = RowsFile.open(files.dir, IDENTITY);
    again.append(row(2, 'told again'));
    again.close();
    const last = RowsFile.open(files.dir, IDENTITY);
    last.close();

    expect(again.broken).to.deep.equal([3]);
    expect(again.before).to.deep.equal([row(1, '₹1'), row(3, 'च')]);
    expect(last.broken).to.deep.equal([]);
    expect(last.before).to.deep.equal([row(1, '₹1'), row(3, 'च'), row(2, 'told again')]);
    expect(readFileSync(path).includes(0)).to.equal(false);
  });
});
