import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import * as E from 'fp-ts/lib/Either.js';
import * as t from 'io-ts';
import { DataError } from '../domain/failure.js';

/** `rxtape sim` as a process of its own. */
export interface SimulatorProcess {
  /** URL of its market data socket. */
  readonly feed: string;
  /** Ends it; resolves when it is gone. */
  close(): Promise<void>;
}

/**
 * Starts `rxtape sim` with `args` on a free port, in a process group of its own, so that Ctrl-C is for the session
 * alone. Resolves when it serves; rejects with a DataError when it ends before, which it has said why on stderr.
 */
export const simulatorProcess = async (args: readonly string[]): Promise<SimulatorProcess> => {
  const [node, program = ''] = process.argv;
  const child = spawn(
    node ?? process.execPath,
    [...process.execArgv, program, 'sim', '--port', '0', '--json', ...args],
    { stdio: ['ignore', 'pipe', 'pipe'], detached: true },
  );
  child.stderr.pipe(process.stderr); // not inherited: on a terminal it would draw its status there
  const gone = once(child, 'exit');
  process.once('exit', () => child.kill());
  const feed = await Promise.race([firstLine(child.stdout), gone.then(() => undefined)]);
  if (feed === undefined) throw new DataError('the simulated exchange did not start');
  return {
    feed,
    close: async () => {
      child.kill();
      await gone;
    },
  };
};

const Served = t.type({ feed: t.string });

const firstLine = async (stdout: Readable): Promise<string | undefined> => {
  for await (const line of createInterface({ input: stdout })) {
    const served = Served.decode(JSON.parse(line));
    return E.isRight(served) ? served.right.feed : undefined;
  }
  return undefined;
};
