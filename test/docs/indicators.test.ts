import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { rxtape } from '../cli/rxtape.js';

const PAGE = readFileSync('docs/indicators.md', 'utf8');
const EXAMPLE = 'test/docs/indicators.pipeline.ts';

describe('docs/indicators.md', () => {
  const out = mkdtempSync(join(tmpdir(), 'rxtape-indicators-'));
  after(() => {
    rmSync(out, { recursive: true });
  });

  it('has an example that runs and trades', () => {
    expect(PAGE).to.include(`\`\`\`ts\n${readFileSync(EXAMPLE, 'utf8')}\`\`\``);

    const run = rxtape('backtest', EXAMPLE, '--data', 'data/sample-day.csv', '--out', out, '--json');

    expect(run.code, run.stderr).to.equal(0);
    expect(readFileSync(join(out, 'trades.csv'), 'utf8').trim().split('\n').length).to.be.greaterThan(2);
  });

  it('names every indicator in its table', () => {
    const named = new Set([...PAGE.matchAll(/^\| (.*?) \|/gm)].flatMap(([, cell]) => wordsIn(cell ?? '')));
    const starts = readdirSync('src/indicator')
      .map((file) => readFileSync(join('src/indicator', file), 'utf8'))
      .flatMap((text) => [...text.matchAll(/^export const next(\w+) =/gm)].map(([, name]) => name ?? ''))
      .filter((name) => !name.startsWith('CandleVolume')); // a second step of a start
    const lower = starts.map((name) => name.charAt(0).toLowerCase() + name.slice(1));

    expect(lower.filter((name) => !named.has(name))).to.deep.equal([]);
  });
});

function wordsIn(cell: string): string[] {
  return [...cell.matchAll(/`(\w+)/g)].map(([, word]) => word ?? '');
}
