import { createHash } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { asyncBufferFromFile, parquetReadObjects } from 'hyparquet';
import { loadInstruments } from '../../../src/adapter/master/load-instruments.js';
import { writeSample } from '../../../src/adapter/generator/write-sample.js';

const COMMITTED = 'data';
const FILES = ['instruments.csv', 'sample-day.csv', 'sample-day.parquet'];

const digestOf = async (path: string): Promise<string> =>
  createHash('sha256')
    .update(await readFile(path))
    .digest('hex');

describe('writeSample', () => {
  let dir: string;
  before(async () => {
    dir = await mkdtemp(join(tmpdir(), 'rxtape-sample-'));
    await writeSample(join(dir, 'made', 'here'));
  });
  after(() => rm(dir, { recursive: true }));

  it('makes the folder and writes three files to it', async () => {
    expect((await readdir(join(dir, 'made', 'here'))).sort()).to.deep.equal(FILES);
  });

  for (const file of FILES)
    it(`writes ${file} byte for byte as it is committed`, async () => {
      expect(await digestOf(join(dir, 'made', 'here', file))).to.equal(await digestOf(join(COMMITTED, file)));
    });
});

describe('the committed sample day', () => {
  it('takes less than 5 MB', async () => {
    const sizes = await Promise.all(FILES.map(async (file) => (await stat(join(COMMITTED, file))).size));

    expect(sizes.reduce((sum, size) => sum + size, 0)).to.be.below(5_000_000);
  });

  it('has the same rows in both formats', async () => {
    const [header = '', ...lines] = (await readFile(join(COMMITTED, 'sample-day.csv'), 'utf8'))
      .trimEnd()
      .split('\n');
    const columns = header.split(',');
    const file = await asyncBufferFromFile(join(COMMITTED, 'sample-day.parquet'));
    const rows = await parquetReadObjects({ file, columns });
    const asLines = rows.map((row) => columns.map((column) => String(row[column] ?? '')).join());

    expect(lines).to.have.length.within(40_000, 60_000);
    expect(asLines).to.have.length(lines.length);
    expect(asLines.findIndex((line, i) => line !== lines[i])).to.equal(-1);
  });

  it('has its instruments in the master beside it', async () => {
    const { instruments } = await loadInstruments([join(COMMITTED, 'instruments.csv')]);
    const facts = instruments.map(({ token, name, lotSize, tickSize, expiry }) => [
      token,
      name,
      lotSize,
      tickSize,
      expiry,
    ]);

    expect(facts).to.deep.equal([
      ['NFO|53001', 'NFO:NIFTY27JAN26F', 65, 0.1, '2026-01-27'],
      ['NSE|26000', 'NSE:NIFTY INDEX', 1, undefined, undefined],
      ['NSE|2885', 'NSE:RELIANCE-EQ', 1, 0.1, undefined],
      ['NSE|1594', 'NSE:INFY-EQ', 1, 0.1, undefined],
    ]);
  });
});
