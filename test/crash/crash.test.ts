import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { crash } from './crash.js';

const ROUNDS = 3;

describe('a paper session that is killed with SIGKILL again and again', () => {
  let dir: string;
  beforeEach(async () => {
    dir = await mkdtemp(join(tmpdir(), 'rxtape-crash-'));
  });
  afterEach(async () => {
    await rm(dir, { recursive: true });
  });

  it('loses and doubles no order, and has the ledger of one that never was', async () => {
    const sums = { kills: 0, resumed: 0, orders: 0, fills: 0 };
    // How far a life comes before it is killed depends on the machine: what did not trade is gone through once more.
    for (let round = 0; round < ROUNDS && (sums.orders <= 5 || sums.fills === 0); round += 1) {
      const found = await crash({ dir: join(dir, String(round)), seed: 3 + round, kills: 5, speed: 400 });

      expect(found.failures.join('\n')).to.equal('');
      expect(found.problems.join('\n')).to.equal('');
      for (const sum of ['kills', 'resumed', 'orders', 'fills'] as const) sums[sum] += found[sum];
    }

    expect(sums.kills).to.be.greaterThan(1);
    expect(sums.resumed).to.be.greaterThan(0);
    expect(sums.orders).to.be.greaterThan(5);
    expect(sums.fills).to.be.greaterThan(0);
  }).timeout(600_000);
});
