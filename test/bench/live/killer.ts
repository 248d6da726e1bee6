import { execFileSync } from 'node:child_process';
import { hrtime } from 'node:process';
import { setTimeout as pause } from 'node:timers/promises';
import { askSession } from '../../../src/adapter/control/ask-session.js';
import { findSessions } from '../../../src/adapter/control/find-sessions.js';
import { CommandDone } from '../../../src/codec/control/answer.js';

/** A kill: when it was asked for, microseconds of the machine's clock, and how long until it was answered, ms. */
export interface Kill {
  readonly atUs: number;
  readonly answeredMs: number;
}

/**
 * A process of its own that kills the session which runs in the folder `RXTAPE_RUNTIME_DIR` names, and resumes it, over
 * and over: asking its socket, then by `rxtape kill`, which has to be compiled. Prints the {@link Kill}s of both.
 */
const ASKED = 100;
const COMMANDED = 10;
/** For orders to come again. */
const BETWEEN_MS = 50;

const folder = process.env['RXTAPE_RUNTIME_DIR'] ?? '';
const [session] = await findSessions(folder);
if (session === undefined) throw new Error(`no session in ${folder}`);

const ask = (command: 'halt' | 'resume'): Promise<CommandDone> =>
  askSession(session.path, { ask: 'command', command, reason: 'a bench' }, CommandDone);

const timed = async (count: number, kill: () => unknown): Promise<readonly Kill[]> => {
  const kills: Kill[] = [];
  for (let i = 0; i < count; i += 1) {
    await pause(BETWEEN_MS);
    const from = hrtime.bigint();
    await kill();
    kills.push({ atUs: Number(from / 1_000n), answeredMs: Number(hrtime.bigint() - from) / 1e6 });
    await ask('resume');
  }
  return kills;
};

const asked = await timed(ASKED, () => ask('halt'));
const commanded = await timed(COMMANDED, () =>
  execFileSync(process.execPath, ['dist/cli/main.js', 'kill', '--reason', 'a bench']),
);
console.log(JSON.stringify({ asked, commanded }));
