import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { DECISIONS } from '../../src/report/table/decision-cells.js';
import { blocksOf, remade } from './notebooks-page.js';

const PAGE = readFileSync('docs/notebooks.md', 'utf8');

describe('docs/notebooks.md', () => {
  const dir = mkdtempSync(join(tmpdir(), 'rxtape-notebooks-'));
  after(() => {
    rmSync(dir, { recursive: true });
  });

  it('has examples of DuckDB and pandas, each with what it prints (`npm run docs:notebooks` makes it anew)', () => {
    expect(blocksOf(PAGE).map(({ language }) => language)).to.deep.equal([
      'sh', 'js', 'text', 'js', 'text', 'python', 'text',
    ]); // prettier-ignore
    expect(remade(PAGE, dir)).to.equal(PAGE);
  });

  it('tells every column of the decisions', () => {
    const rows = PAGE.split('\n').filter((line) => line.startsWith('| `'));
    const named = rows.flatMap((row) =>
      [...(row.split('|')[1] ?? '').matchAll(/`(\w+)`/g)].map(([, name]) => name),
    );

    expect(named).to.have.members(DECISIONS.columns.map(([name]) => name));
  });
});
