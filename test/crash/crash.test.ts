import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { crash } from './crash.js';

describe('a paper session that is killed with SIGKILL again and again', () => {
  let dir: string;
  beforeEach(async () => {
    dir = await mkdtemp(join(tmpdir(), 'rxtape-crash-'));
  });
  afterEach(async () => {
    await rm(dir, { recursive: true });
  });

  it('loses and doubles no order, and has the ledger of one that never was', async () => {
    const { problems, failures, kills, orders, fills, resumed } = await crash({
      ...{ dir, seed: 3, kills: 5, speed: 400 },
    });

    expect(failures.join('\n')).to.equal('');
    expect(problems.join('\n')).to.equal('');
    expect(kills).to.be.greaterThan(1);
    expect(resumed).to.be.greaterThan(0);
    expect(orders).to.be.greaterThan(5);
    expect(fills).to.be.greaterThan(0);
  }).timeout(240_000);
});
