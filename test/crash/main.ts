import { mkdirSync, writeFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { crash, type Crashed } from './crash.js';

/**
 * `npm run crash-test`: 100 kills; `npm run crash-test -- 10 7` fewer, of seed 7. Writes out/crash.json; fails where it
 * does not hold.
 */
const [kills = 100, seed = 1] = process.argv.slice(2).map(Number);
/** Kills in one day of the tape: more would not leave it time to trade between. */
const KILLS_A_DAY = 25;
const SPEED = 150;

const found: Crashed[] = [];
let left = kills;
for (let round = 0; left > 0; round += 1) {
  const dir = await mkdtemp(join(tmpdir(), 'rxtape-crash-'));
  const one = await crash({
    ...{ dir, seed: seed + round, kills: Math.min(left, KILLS_A_DAY), speed: SPEED },
    onKill: ({ after, ms }, number) => process.stdout.write(`${number}: killed ${ms} ms after ${after}\n`),
  });
  found.push(one);
  left -= Math.max(one.kills, 1);
  const { problems, failures, ...figures } = one;
  process.stdout.write(`seed ${seed + round}: ${JSON.stringify(figures)}\n`);
  for (const problem of [...failures, ...problems]) process.stdout.write(`DOES NOT HOLD: ${problem}\n`);
  if (problems.length + failures.length === 0) await rm(dir, { recursive: true });
  else process.stdout.write(`it is in ${dir}\n`);
}
const holds = found.every(({ problems, failures }) => problems.length + failures.length === 0);
const sum = (of: (one: Crashed) => number): number => found.reduce((all, one) => all + of(one), 0);
const figures = {
  'crash.kills': sum((one) => one.kills),
  'crash.resumed': sum((one) => one.resumed),
  'crash.orders': sum((one) => one.orders),
  'crash.fills': sum((one) => one.fills),
  'crash.problems': sum((one) => one.problems.length + one.failures.length),
};
mkdirSync('out', { recursive: true });
writeFileSync('out/crash.json', `${JSON.stringify(figures, null, 2)}\n`);
process.stdout.write(`${JSON.stringify(figures, null, 2)}\n${holds ? 'it holds' : 'IT DOES NOT HOLD'}\n`);
process.exitCode = holds ? 0 : 1;
