import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { asyncBufferFromFile, parquetReadObjects } from 'hyparquet';
import { writeSweepTables } from '../../../src/adapter/report/sweep-tables.js';
import { sweepTable } from '../../../src/adapter/sweep/sweep-table.js';
import type { SweepRow } from '../../../src/codec/sweep/row.js';
import { scratch } from '../../cli/rxtape.js';

const row = (settings: SweepRow['settings']): SweepRow => ({ settings, error: 'refused', result: null });

describe('the tables of a sweep', () => {
  const files = scratch();
  after(files.remove);

  /** The columns of the settings, as they stand in both files. */
  const written = async (rows: readonly SweepRow[]) => {
    await writeSweepTables(files.dir, sweepTable(rows));
    const file = await asyncBufferFromFile(join(files.dir, 'results.parquet'));
    const objects = (await parquetReadObjects({ file })) as readonly Readonly<Record<string, unknown>>[];
    return {
      csv: readFileSync(join(files.dir, 'results.csv'), 'utf8').trimEnd().split('\n').slice(1),
      parquet: objects.map(({ a_x, a_y }) => [a_x ?? null, a_y ?? null]),
    };
  };

  it('keep numbers as numbers where a row does not set them', async () => {
    const { csv, parquet } = await written([row({ 'a.x': 5, 'a.y': 20 }), row({ 'a.x': 6 })]);

    expect(csv).to.deep.equal(['5,20,,refused', '6,,,refused']);
    expect(parquet).to.deep.equal([
      [5, 20],
      [6, null],
    ]);
  });

  it('make numbers among words, and what is neither, text', async () => {
    const { csv, parquet } = await written([
      row({ 'a.x': 5, 'a.y': true }),
      row({ 'a.x': 'abc', 'a.y': 20 }),
      row({ 'a.y': 'no' }),
    ]);

    expect(csv).to.deep.equal(['5,true,,refused', 'abc,20,,refused', ',no,,refused']);
    expect(parquet).to.deep.equal([
      ['5', 'true'],
      ['abc', '20'],
      [null, 'no'],
    ]);
  });
});
