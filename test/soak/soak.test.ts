import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { expect } from 'chai';
import { census, growth, leftOver } from './census.js';
import { FAULTS, soak } from './soak.js';
import { soakTape } from './soak-tape.js';

describe('a paper session of 500 tokens with faults, at 50 times real time', () => {
  let dir: string;
  const warnings: string[] = [];
  const warned = (warning: Error): unknown => warnings.push(warning.message);
  beforeEach(async () => {
    dir = await mkdtemp(join(tmpdir(), 'rxtape-soak-'));
    process.on('warning', warned);
  });
  afterEach(async () => {
    process.off('warning', warned);
    await rm(dir, { recursive: true });
  });

  it('reconnects, keeps its memory, leaves nothing behind, and has every token live at the end', async () => {
    const tape = await soakTape(dir, { count: 500, spacingMs: 8_000, lengthMs: 50 * 60_000 });
    const before = census();

    const { samples, result, lost, dead } = await soak({
      ...{ tape, record: dir, faults: FAULTS, seed: 1, speed: 50, lengthMs: 10_000, sampleMs: 500 },
    });

    process.stdout.write(
      `      ${result.stats.ticks} ticks, ${result.stats.reconnects} reconnects, ` +
        `memory ${samples.map(({ bytes }) => Math.round(bytes / 2 ** 20)).join(' ')} MB\n`,
    );
    expect(dead).to.deep.equal([]);
    expect(lost).to.equal(0);
    expect(result.stats.reconnects).to.be.greaterThan(0);
    expect(growth(samples, ({ bytes }) => bytes)).to.be.lessThan(0.25);
    expect(growth(samples, ({ resources }) => resources)).to.be.lessThan(1);
    for (let looks = 0; looks < 50 && Object.keys(leftOver(before)).length > 0; looks += 1) await pause(100);
    expect(leftOver(before)).to.deep.equal({});
    expect(warnings).to.deep.equal([]);
  }).timeout(180_000);
});
