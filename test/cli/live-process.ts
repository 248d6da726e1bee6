import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PROGRAM } from './program.js';
import type { Outcome } from './rxtape.js';

/** A command of the project that runs, as a user's shell would run it. */
export class LiveProcess {
  private said = { stdout: '', stderr: '' };
  private readonly ended: Promise<Outcome>;
  private listeners: (() => void)[] = [];

  private constructor(readonly child: ChildProcessWithoutNullStreams) {
    for (const name of ['stdout', 'stderr'] as const)
      child[name].setEncoding('utf8').on('data', (text: string) => {
        this.said = { ...this.said, [name]: this.said[name] + text };
        this.tell();
      });
    this.ended = once(child, 'close').then(([code]: (number | null)[]) => {
      this.tell();
      return { code: code ?? null, ...this.said };
    });
  }

  /** `first` is what a shell does before it gives way to the program, such as a limit. */
  static start(
    args: readonly string[],
    env: Readonly<Record<string, string>> = {},
    first?: string,
  ): LiveProcess {
    const [node, ...own] = PROGRAM;
    const options = { env: { ...withoutCredentials(), ...env } };
    return new LiveProcess(
      first === undefined
        ? spawn(node, [...own, ...args], options)
        : spawn('sh', ['-c', `${first} && exec "$@"`, 'sh', node, ...own, ...args], options),
    );
  }

  /**
   * In a terminal of its own, by `script`: stdout and stderr are both told as stdout. The shell gives way to the
   * program, since one that stays, as dash does, dies of the Ctrl-C that the program takes in good order.
   */
  static startOnTerminal(args: readonly string[]): LiveProcess {
    const command = ['exec', ...[...PROGRAM, ...args].map((word) => `'${word}'`)].join(' ');
    return new LiveProcess(spawn('script', ['-qefc', command, '/dev/null'], { env: withoutCredentials() }));
  }

  /** Resolves with the first match in all that was said on `stream`; rejects when it ends without one. */
  async until(stream: 'stdout' | 'stderr', pattern: RegExp): Promise<RegExpExecArray> {
    for (;;) {
      const found = pattern.exec(this.said[stream]);
      if (found !== null) return found;
      if (this.child.exitCode !== null || this.child.signalCode !== null) {
        const { stderr } = await this.ended;
        const late = pattern.exec(this.said[stream]);
        if (late !== null) return late;
        throw new Error(`it ended without ${String(pattern)} on ${stream}: ${stderr}`);
      }
      await new Promise<void>((resolve) => {
        this.listeners.push(resolve);
      });
    }
  }

  signal(name: NodeJS.Signals): void {
    this.child.kill(name);
  }

  /** What it came to, when it has ended. */
  outcome(): Promise<Outcome> {
    return this.ended;
  }

  private tell(): void {
    const { listeners } = this;
    this.listeners = [];
    for (const listener of listeners) listener();
  }
}

/** Where the sessions of these tests have their control sockets. */
export const RUNTIME_DIR = mkdtempSync(join(tmpdir(), 'rxtape-run-'));
process.once('exit', () => rmSync(RUNTIME_DIR, { recursive: true, force: true }));

/** Whoever runs the tests may be logged in, and have sessions of their own. */
const withoutCredentials = (): NodeJS.ProcessEnv => ({
  ...Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('RXTAPE_'))),
  RXTAPE_SESSION_FILE: '/nonexistent/session.json',
  RXTAPE_RUNTIME_DIR: RUNTIME_DIR,
  TERM: 'xterm',
});

export interface SimulatorProcess {
  readonly process: LiveProcess;
  readonly feed: string;
  /** Ends it, as `kill -9` does. */
  kill(): Promise<void>;
}

/** `rxtape sim` on a free port; it waits for its first subscriber. */
export const startSim = async (...args: readonly string[]): Promise<SimulatorProcess> => {
  const process = LiveProcess.start([
    'sim',
    '--data',
    'data/sample-day.parquet',
    '--port',
    '0',
    '--wait',
    '--json',
    ...args,
  ]);
  const [, feed = ''] = await process.until('stdout', /"feed":"([^"]+)"/);
  return {
    process,
    feed,
    kill: async () => {
      process.signal('SIGKILL');
      await process.outcome();
    },
  };
};

/** The log's lines, parsed. */
export const logLines = (stderr: string): readonly LogLine[] =>
  stderr
    .split('\n')
    .filter((line) => line.startsWith('{'))
    .map((line) => JSON.parse(line) as LogLine);

export interface LogLine {
  readonly level: string;
  readonly msg: string;
  readonly [figure: string]: unknown;
}
