import { randomUUID } from 'node:crypto';
import { mkdir, open, rename, rm } from 'node:fs/promises';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import * as E from 'fp-ts/lib/Either.js';
import * as t from 'io-ts';
import { explain } from '../../codec/explain.js';
import { UsageError } from '../../domain/failure.js';
import { Secret } from '../../domain/secret.js';
import { type EpochMs, epochMs } from '../../domain/time.js';
import type { SessionToken } from '../../port/session-tokens.js';

/** A log-in as it is kept from `rxtape login` until the broker ends it. */
export interface SavedSession extends SessionToken {
  /** The deployment's name. */
  readonly broker: string;
  readonly obtainedAt: EpochMs;
  /** Undefined where the broker does not say and has no known hour for it. */
  readonly expiresAt: EpochMs | undefined;
}

/** The variables of a process, as far as they are set. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** `RXTAPE_SESSION_FILE`, else `rxtape/session.json` in the folder for configuration (XDG). */
export const sessionPath = (env: Environment): string =>
  env['RXTAPE_SESSION_FILE'] ??
  join(env['XDG_CONFIG_HOME'] ?? join(homedir(), '.config'), 'rxtape', 'session.json');

/**
 * The log-in kept in the file at `path`; undefined where there is none. Rejects with a UsageError when others may
 * read the file (it has a secret: its mode must be 0600), when it cannot be read, and when it is no session file.
 */
export const readSession = async (path: string): Promise<SavedSession | undefined> => {
  const text = await privateText(path);
  if (text === undefined) return undefined;
  const decoded = SessionFile.decode(jsonOf(text));
  if (E.isLeft(decoded)) {
    // What is in the file is not shown: it may be the token.
    const keys = explain(decoded.left).map((line) => line.replace(/, got .*$/s, ''));
    throw new UsageError(
      `${path}: no session file (${keys.join('; ')}); run rxtape login, which writes it anew`,
    );
  }
  const { broker, uid, accountId, token, obtainedAt, expiresAt } = decoded.right;
  return {
    broker,
    uid,
    accountId,
    token: new Secret(token),
    obtainedAt: epochMs(Date.parse(obtainedAt)),
    expiresAt: expiresAt === undefined ? undefined : epochMs(Date.parse(expiresAt)),
  };
};

/**
 * Keeps `session` in the file at `path`, mode 0600, in place of what was there. Whoever reads it meanwhile sees
 * the one or the other. Makes the folder if there is none, mode 0700.
 */
export const writeSession = async (path: string, session: SavedSession): Promise<void> => {
  const folder = dirname(path);
  const part = `${path}.${randomUUID()}.part`;
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    const file = await open(part, 'wx', 0o600);
    try {
      await file.writeFile(`${JSON.stringify(plain(session), null, 2)}\n`);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(part, path);
  } catch (error) {
    await rm(part, { force: true }).catch(() => undefined); // what was wrong before is told
    throw new UsageError(
      `the session file ${path} cannot be written: ${messageOf(error)}; RXTAPE_SESSION_FILE names another place`,
    );
  }
};

/** Removes the session file, if there is one. */
export const removeSession = (path: string): Promise<void> => rm(path, { force: true });

const textThat = (name: string, holds: (text: string) => boolean): t.Type<string> => {
  const is = (value: unknown): value is string => typeof value === 'string' && holds(value);
  return new t.Type(
    name,
    is,
    (value, context) => (is(value) ? t.success(value) : t.failure(value, context)),
    t.identity,
  );
};

const Text = textThat('a text', (text) => text !== '');

const Moment = textThat(
  'a moment such as 2026-01-05T03:45:00.000Z',
  (text) => !Number.isNaN(Date.parse(text)),
);

const SessionFile = t.intersection([
  t.type({ broker: Text, uid: Text, accountId: Text, token: Text, obtainedAt: Moment }),
  t.partial({ expiresAt: Moment }),
]);

const plain = (session: SavedSession): t.TypeOf<typeof SessionFile> => ({
  broker: session.broker,
  uid: session.uid,
  accountId: session.accountId,
  token: session.token.reveal(),
  obtainedAt: new Date(session.obtainedAt).toISOString(),
  ...(session.expiresAt === undefined ? {} : { expiresAt: new Date(session.expiresAt).toISOString() }),
});

const OTHERS = 0o077;

const privateText = async (path: string): Promise<string | undefined> => {
  try {
    return await textOf(path);
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return undefined;
    if (error instanceof UsageError) throw error;
    throw new UsageError(`the session file ${path} cannot be read: ${messageOf(error)}`);
  }
};

/** The mode is asked of the file that is then read, not of the name. Windows has no such modes. */
const textOf = async (path: string): Promise<string> => {
  const file = await open(path, 'r');
  try {
    const { mode } = await file.stat();
    if (process.platform !== 'win32' && (mode & OTHERS) !== 0) {
      throw new UsageError(
        `the session file ${path} has mode ${(mode & 0o777).toString(8).padStart(4, '0')}, so others on this machine may use the log-in in it; run: chmod 600 ${path}`,
      );
    }
    return await file.readFile('utf8');
  } finally {
    await file.close();
  }
};

const jsonOf = (text: string): unknown => {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
};

const codeOf = (error: unknown): unknown =>
  error instanceof Error && 'code' in error ? error.code : undefined;

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
