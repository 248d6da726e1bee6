import { join } from 'node:path';
import { LiveProcess, startSim } from '../cli/live-process.js';
import type { Outcome } from '../cli/rxtape.js';
import { random } from '../fuzz/random.js';
import { checked, type Checked, NOTHING } from './checked.js';
import { killed, type KillPlan, killPlan } from './kill-plan.js';

export interface CrashOptions {
  /** Where the session is recorded, and its report goes. */
  readonly dir: string;
  /** So often it is killed, at most: the tape may be at its end before. */
  readonly kills: number;
  readonly seed: number;
  /** Times real time. */
  readonly speed: number;
  readonly onKill?: (plan: KillPlan, number: number) => void;
}

export interface Crashed extends Checked {
  readonly kills: number;
  /** Of a process that was not killed and failed: what it said. */
  readonly failures: readonly string[];
}

/**
 * A real simulator plays the sample day; a real paper session against it is killed and started again, until the tape
 * is at its end, or `kills` are through and a last start plays to the end. Then all that must hold is checked.
 */
export const crash = async ({ dir, seed, kills, speed, onKill }: CrashOptions): Promise<Crashed> => {
  const sim = await startSim('--speed', String(speed));
  const start = (): LiveProcess =>
    LiveProcess.start([
      ...['paper', 'test/crash/busy-pipeline.ts', '--feed', sim.feed, '--record', join(dir, 'recorded')],
      ...['--out', join(dir, 'report'), '--charges', 'flat:20', '--queue', '1000000', '--no-control'],
    ]);
  try {
    const choices = random(seed);
    const lives: Outcome[] = [];
    const wasKilled = (): boolean => lives.every(({ code }) => code === null);
    while (lives.length < kills && wasKilled()) {
      const plan = killPlan(choices);
      lives.push(await killed(start(), plan));
      if (wasKilled()) onKill?.(plan, lives.length);
    }
    if (wasKilled()) lives.push(await start().outcome());
    const failures = lives
      .filter(({ code }) => code !== null && code !== 0)
      .map(({ code, stderr }) => `exit code ${code}: ${stderr.slice(-2_000)}`);
    const found = failures.length > 0 ? NOTHING : await checked(dir, lives);
    return { ...found, kills: lives.filter(({ code }) => code === null).length, failures };
  } finally {
    await sim.kill();
  }
};
