import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PROGRAM } from './program.js';

export interface Outcome {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs the command line in a process of its own, as a user's shell would, from the project's folder. */
export const rxtape = (...args: readonly string[]): Outcome => {
  const [node, ...own] = PROGRAM;
  const { status, stdout, stderr } = spawnSync(node, [...own, ...args], {
    encoding: 'utf8',
    maxBuffer: 2 ** 28,
  });
  return { code: status, stdout, stderr };
};

/** A folder of its own for one group of tests; `file` writes a file in it and returns its path. */
export const scratch = () => {
  const dir = mkdtempSync(join(tmpdir(), 'rxtape-'));
  return {
    dir,
    file: (name: string, text: string | Uint8Array): string => {
      const path = join(dir, name);
      writeFileSync(path, text);
      return path;
    },
    remove: () => {
      rmSync(dir, { recursive: true });
    },
  };
};
