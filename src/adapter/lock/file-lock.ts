import { link, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import * as t from 'io-ts';

/** What one process holds as long as it runs, known by a file. */
export interface FileLock {
  release(): Promise<void>;
}

/** Who holds it. */
export interface LockOwner {
  readonly pid: number;
  readonly host: string;
}

/**
 * Takes the lock of which `path` is the file; what a killed process left of one is swept away. Returns who holds it
 * where somebody does who is still running. A process on another machine cannot be asked and counts as running.
 */
export const lockFile = async (path: string): Promise<FileLock | LockOwner> => {
  const mine = `${path}.${process.pid}`;
  try {
    await writeFile(mine, JSON.stringify(await own()));
    for (;;) {
      if (await linked(mine, path)) return { release: () => rm(path, { force: true }) };
      const text = await textOf(path);
      const owner = ownerOf(text);
      if (owner !== undefined && (await isRunning(owner))) return { pid: owner.pid, host: owner.host };
      await sweep(path, `${mine}.stale`, text);
    }
  } finally {
    await rm(mine, { force: true });
  }
};

/** Who holds the lock right now; undefined when nobody does. */
export const lockFileOwner = async (path: string): Promise<LockOwner | undefined> => {
  const owner = ownerOf(await textOf(path));
  return owner !== undefined && (await isRunning(owner)) ? { pid: owner.pid, host: owner.host } : undefined;
};

/** For people: `process 12`, and how the lock is freed where nobody can ask whether that process still runs. */
export const ownerText = (path: string, { pid, host }: LockOwner): string =>
  `process ${pid}` +
  (host === hostname()
    ? ''
    : ` on ${host}, of which this machine (${hostname()}) cannot ask whether it still runs; ` +
      `once it does not, remove ${path}`);

export const isLock = (lock: FileLock | LockOwner): lock is FileLock => 'release' in lock;

/** `startedAt` tells a process from a later one of the same number; null where the system does not say. */
const Owner = t.type({ pid: t.number, host: t.string, startedAt: t.union([t.string, t.null]) });
type Owner = t.TypeOf<typeof Owner>;

const own = async (): Promise<Owner> => ({
  pid: process.pid,
  host: hostname(),
  startedAt: await startOf(process.pid),
});

const isRunning = async ({ pid, host, startedAt }: Owner): Promise<boolean> => {
  if (host !== hostname()) return true;
  try {
    process.kill(pid, 0);
  } catch (error) {
    if (codeOf(error) === 'ESRCH') return false; // EPERM: it runs, for somebody else
  }
  return startedAt === null || (await startOf(pid)) === startedAt;
};

/** When a process began, in the system's own count (Linux: field 22 of its `stat`); null where it does not say. */
const startOf = async (pid: number): Promise<string | null> => {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => undefined);
  // The name of the process, in brackets, may hold anything.
  return stat?.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? null;
};

/** Makes `path` another name of `mine`, if there is none yet. */
const linked = async (mine: string, path: string): Promise<boolean> => {
  try {
    await link(mine, path);
    return true;
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false;
    throw error;
  }
};

/** Removes the lock that said `text`; one that another process has put in its place meanwhile stays. */
const sweep = async (path: string, aside: string, text: string | undefined): Promise<void> => {
  try {
    await rename(path, aside);
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return; // another was first
    throw error;
  }
  if ((await textOf(aside)) !== text) await linked(aside, path);
  await rm(aside, { force: true });
};

const textOf = (path: string): Promise<string | undefined> =>
  readFile(path, 'utf8').catch((error: unknown) => {
    if (codeOf(error) === 'ENOENT') return undefined;
    throw error;
  });

/** Undefined for a lock that was never whole. */
const ownerOf = (text: string | undefined): Owner | undefined => {
  try {
    const json: unknown = JSON.parse(text ?? '');
    return Owner.is(json) ? json : undefined;
  } catch {
    return undefined;
  }
};

const codeOf = (error: unknown): unknown =>
  error instanceof Error && 'code' in error ? error.code : undefined;
