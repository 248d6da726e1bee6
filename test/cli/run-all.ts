import { spawn } from 'node:child_process';
import type { Outcome } from './rxtape.js';
import { PROGRAM } from './program.js';

/** Processes at the same time: most of a run is the start of Node. */
const AT_ONCE = 3;

/** Runs the command line once for each of `commands`, each in a process of its own, some at the same time. */
export const runAll = async (commands: readonly (readonly string[])[]): Promise<readonly Outcome[]> => {
  const outcomes: Outcome[] = [];
  let next = 0;
  const runOn = async (): Promise<void> => {
    for (let i = next; i < commands.length; i = next) {
      next += 1;
      outcomes[i] = await run(commands[i] ?? []);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, runOn));
  return outcomes;
};

const run = (args: readonly string[]): Promise<Outcome> =>
  new Promise((resolve, reject) => {
    const [node, ...own] = PROGRAM;
    const child = spawn(node, [...own, ...args]);
    const said = { stdout: '', stderr: '' };
    child.stdout.setEncoding('utf8').on('data', (text: string) => (said.stdout += text));
    child.stderr.setEncoding('utf8').on('data', (text: string) => (said.stderr += text));
    child.on('error', reject);
    child.on('close', (code) => {
      resolve({ code, ...said });
    });
  });
