import { type ChildProcess, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';

/** How far a recording process says it is. */
export interface Given {
  readonly count: number;
  /** When the last tick came, by its clock. */
  readonly at: number;
  readonly state: string;
  readonly lost: number;
}

/** A process of its own that records into `dir`; `before` is shell run before it, in its process. */
export class RecordingProcess {
  folder = '';
  last: Given = { count: 0, at: 0, state: '', lost: 0 };
  stderr = '';
  /** When its first tick came. */
  firstAt = 0;
  private readonly child: ChildProcess;
  private readonly exited: Promise<number | null>;
  private watch: () => void = () => undefined;

  constructor(dir: string, limits: object, before = 'true') {
    const node = [process.execPath, '--import', 'tsx', 'test/adapter/recording/recording-child.ts'];
    const script = `${before} && exec "$@"`;
    const args = ['-c', script, 'sh', ...node, dir, JSON.stringify(limits)];
    this.child = spawn('sh', args, { stdio: ['ignore', 'pipe', 'pipe'] });
    this.child.stderr?.setEncoding('utf8').on('data', (text: string) => {
      this.stderr += text;
      this.watch();
    });
    const { stdout } = this.child;
    if (stdout === null) throw new Error('no stdout');
    createInterface(stdout).on('line', (line) => this.read(line));
    this.exited = new Promise((resolve) => this.child.once('close', (code) => resolve(code)));
  }

  get pid(): number {
    return this.child.pid ?? 0;
  }

  /** Resolves as soon as what it said is so; rejects when it ended before. */
  async until(isSo: (given: Given, stderr: string) => boolean): Promise<void> {
    const seen = new Promise<boolean>((resolve) => {
      this.watch = () => {
        if (isSo(this.last, this.stderr)) resolve(true);
      };
      this.watch();
    });
    if (!(await Promise.race([seen, this.exited.then(() => false)])))
      throw new Error(`the recording process ended:\n${this.stderr}`);
  }

  /** Resolves with its exit code, when all that it said was read. */
  async end(signal: NodeJS.Signals): Promise<number | null> {
    this.child.kill(signal);
    return this.exited;
  }

  private read(line: string): void {
    const [what, first = '', at = '', state = '', lost = ''] = line.split(' ');
    if (what === 'folder') this.folder = line.slice('folder '.length);
    else this.last = { count: Number(first), at: Number(at), state, lost: Number(lost) };
    if (this.firstAt === 0) this.firstAt = this.last.at;
    this.watch();
  }
}
