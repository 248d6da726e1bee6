import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { bases } from './bases.js';
import { fuzzCase, inputOf } from './fuzz-case.js';

/** A share of the 100,000 that `npm run fuzz` reads. */
const CASES = 6_000;

/** Inputs that were once read to prices that are not in them. */
const ONCE_WRONG = [7_023, 10_143, 12_844, 20_755, 26_967, 52_300, 60_071, 84_314];

interface Said {
  readonly refused: number;
  readonly read: number;
  readonly unjudged: number;
  readonly peakMb: number;
  readonly faults: readonly { readonly seed: number; readonly fault: string }[];
}

describe('broken files', () => {
  it('are refused with a clear error or read right: no crash, no hang, no wrong price, in bounded memory', function () {
    this.timeout(300_000);
    const { stdout, stderr, status } = spawnSync(
      process.execPath,
      ['--import', 'tsx', 'test/fuzz/main.ts', String(CASES)],
      { encoding: 'utf8' },
    );
    const said = JSON.parse(stdout) as Said;

    expect(said.faults, stderr).to.deep.equal([]);
    expect(status).to.equal(0);
    expect(said.refused + said.read + said.unjudged).to.equal(CASES);
    expect(said.read).to.be.greaterThan(CASES / 10);
    expect(said.unjudged).to.be.lessThan(CASES / 50);
    expect(said.peakMb).to.be.lessThan(1_024);
  });

  it('stay right where they were once read wrong', async function () {
    this.timeout(60_000);
    const folder = mkdtempSync(join(tmpdir(), 'fuzz-'));
    const files = bases();
    for (const seed of ONCE_WRONG)
      expect((await fuzzCase(files, seed, folder)).fault, String(seed)).to.equal(undefined);
    rmSync(folder, { recursive: true });
  });

  it('are the same for the same seed', function () {
    this.timeout(60_000);
    const files = bases();

    for (const seed of [0, 1, 4_711, 99_999]) {
      const [one, other] = [inputOf(files, seed), inputOf(bases(), seed)];
      expect(one.base.name).to.equal(other.base.name);
      expect(one.bytes.equals(other.bytes)).to.equal(true);
    }
  });
});
