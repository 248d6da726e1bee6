import { setTimeout as pause } from 'node:timers/promises';
import type { LiveProcess } from '../cli/live-process.js';
import type { Outcome } from '../cli/rxtape.js';
import type { Random } from '../fuzz/random.js';

/** When a process is killed: so long after something that it says, or after its start. */
export interface KillPlan {
  readonly after: 'the start' | keyof typeof SAID;
  readonly ms: number;
}

/** Where it stands in its start-up, in its recovery and in its trading. */
const SAID = {
  'its pipeline': ['stderr', /\[1\/8\]/],
  'its recording was found': ['stderr', /\[4\/8\]/],
  'all was checked': ['stderr', /\[8\/8\]/],
  'the old segments were sealed': ['stderr', /more are Parquet now/],
  'the past was over': ['stderr', /resumed: /],
  'it connected': ['stderr', /"state":"Connecting"/],
  'it was live': ['stderr', /"state":"Live"/],
  'an order': ['stdout', /"wants"/],
  'three orders': ['stdout', /(?:"wants"[^]*){3}/],
  'an execution': ['stdout', /"filled"/],
  'three executions': ['stdout', /(?:"filled"[^]*){3}/],
  'ten executions': ['stdout', /(?:"filled"[^]*){10}/],
} as const;

/** Nothing is waited for longer than this. */
const LONGEST_MS = 8_000;

const WHEN = ['the start', 'the start', ...(Object.keys(SAID) as readonly (keyof typeof SAID)[])] as const;

export const killPlan = ({ of, below }: Random): KillPlan => {
  const after = of(WHEN);
  return { after, ms: after === 'the start' ? below(3_000) : of([0, below(20), below(300), below(2_000)]) };
};

/** Kills `process` by the plan, where it has not ended before; `code` is null where it was killed. */
export const killed = async (process: LiveProcess, { after, ms }: KillPlan): Promise<Outcome> => {
  if (after !== 'the start') {
    const [stream, pattern] = SAID[after];
    const said = process.until(stream, pattern).catch(() => undefined); // it has ended
    await before(said, LONGEST_MS);
  }
  await before(process.outcome(), ms);
  process.signal('SIGKILL');
  return process.outcome();
};

/** Resolves with `done`, or after `ms`. */
const before = async (done: Promise<unknown>, ms: number): Promise<void> => {
  const late = new AbortController();
  await Promise.race([done, pause(ms, undefined, { signal: late.signal }).catch(() => undefined)]);
  late.abort();
};
