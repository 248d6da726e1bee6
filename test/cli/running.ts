import { spawn } from 'node:child_process';
import { EventEmitter, once } from 'node:events';
import type { Outcome } from './rxtape.js';

/** A process of the command line that goes on while the test does. */
export interface Running {
  /** All that it has written so far. */
  readonly said: () => string;
  /** Resolves with the match when what it has written matches; rejects when it ends without. */
  readonly until: (pattern: RegExp) => Promise<RegExpExecArray>;
  readonly write: (text: string) => void;
  readonly signal: (name: NodeJS.Signals) => void;
  /** When it has ended, and all that it wrote is read. */
  readonly done: Promise<Outcome>;
}

export interface Surroundings {
  /** Variables of its environment, over those of this process; undefined for one that it is not to have. */
  readonly env?: Readonly<Record<string, string | undefined>>;
  /** All that is typed; left open for `write` where it is not given. */
  readonly input?: string;
}

/** Runs the command line in a process of its own, as a user's shell would, from the project's folder. */
export const start = (args: readonly string[], { env, input }: Surroundings = {}): Running => {
  const child = spawn(process.execPath, ['--import', 'tsx', 'src/cli/main.ts', ...args], {
    env: { ...process.env, ...env },
  });
  const said = { stdout: '', stderr: '' };
  const heard = new EventEmitter();
  let isOver = false;
  for (const stream of ['stdout', 'stderr'] as const)
    child[stream].setEncoding('utf8').on('data', (text: string) => {
      said[stream] += text;
      heard.emit('said');
    });
  const done = new Promise<Outcome>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => {
      isOver = true;
      heard.emit('said');
      resolve({ code, ...said });
    });
  });
  child.stdin.on('error', () => undefined); // it may end before it has read all
  if (input !== undefined) child.stdin.end(input);
  return {
    said: () => `${said.stdout}${said.stderr}`,
    until: async (pattern) => {
      for (;;) {
        const match = pattern.exec(said.stdout) ?? pattern.exec(said.stderr);
        if (match !== null) return match;
        if (isOver) throw new Error(`it ended without ${String(pattern)}:\n${said.stdout}${said.stderr}`);
        await once(heard, 'said');
      }
    },
    write: (text) => void child.stdin.write(text),
    signal: (name) => void child.kill(name),
    done,
  };
};
