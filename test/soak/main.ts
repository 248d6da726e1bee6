import { mkdirSync, writeFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { census, growth, leftOver } from './census.js';
import { FAULTS, soak } from './soak.js';
import { soakTape } from './soak-tape.js';

/** `npm run soak`: an hour of trading of 500 tokens at 50 times real time, with faults; fails where it does not hold. */
const SPEED = 50;
const HOUR_MS = 3_600_000;
/** Beyond the hour, until all tokens are live. */
const REST_MS = 2_160_000;

const dir = await mkdtemp(join(tmpdir(), 'rxtape-soak-'));
try {
  const tape = await soakTape(dir, { count: 500, spacingMs: 2_000, lengthMs: HOUR_MS + REST_MS });
  const before = census();
  const { samples, result, lost, dead } = await soak({
    ...{
      tape,
      record: dir,
      faults: FAULTS,
      seed: 1,
      speed: SPEED,
      lengthMs: HOUR_MS / SPEED,
      sampleMs: 2_000,
    },
  });
  for (let looks = 0; looks < 50 && Object.keys(leftOver(before)).length > 0; looks += 1) await pause(100);
  const { stats } = result;
  const figures = {
    'soak.ticks': stats.ticks,
    'soak.malformed': stats.malformed,
    'soak.folded': stats.conflated,
    'soak.orders': stats.orders,
    'soak.reconnects': stats.reconnects,
    'soak.heapMb': Math.round((samples.at(-1)?.bytes ?? NaN) / 2 ** 20),
    'soak.heapGrowth': round3(growth(samples, ({ bytes }) => bytes)),
    'soak.rssMb': Math.round((samples.at(-1)?.rssBytes ?? NaN) / 2 ** 20),
    'soak.rssGrowth': round3(growth(samples, ({ rssBytes }) => rssBytes)),
    'soak.resourcesGrowth': round3(growth(samples, ({ resources }) => resources)),
    'soak.leftOver': Object.values(leftOver(before)).reduce((sum, more) => sum + more, 0),
    'soak.notRecorded': lost,
    'soak.deadTokens': dead.length,
    'soak.p99Ms': stats.latency.p99,
  };
  for (const [figure, value] of Object.entries(figures))
    console.log(`${figure.padEnd(24)} ${value.toLocaleString('en-IN')}`);
  console.log(`memory, MB  ${samples.map(({ bytes }) => Math.round(bytes / 2 ** 20)).join(' ')}`);
  mkdirSync('out', { recursive: true });
  writeFileSync('out/soak.json', `${JSON.stringify(figures, null, 2)}\n`);
  const holds =
    dead.length === 0 &&
    lost === 0 &&
    stats.reconnects > 0 &&
    figures['soak.heapGrowth'] < 0.1 &&
    figures['soak.leftOver'] === 0;
  console.log(holds ? 'it holds' : 'IT DOES NOT HOLD');
  process.exitCode = holds ? 0 : 1;
} finally {
  await rm(dir, { recursive: true });
}

function round3(value: number): number {
  return Math.round(value * 1_000) / 1_000;
}
