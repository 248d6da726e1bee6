import { type FSWatcher, watch } from 'node:fs';
import { dirname } from 'node:path';
import type { SchedulerLike } from 'rxjs';
import { UsageError } from '../../domain/failure.js';
import { istTextOf } from '../../domain/session.js';
import { Secret } from '../../domain/secret.js';
import { SECOND_MS } from '../../domain/time.js';
import type { Log } from '../../port/log.js';
import type { SessionToken, SessionTokens } from '../../port/session-tokens.js';
import { type Environment, readSession, sessionPath } from './session-file.js';

export interface SessionTokensOptions {
  readonly env: Environment;
  /** The deployment's name: a log-in at another broker is refused. */
  readonly broker: string;
  /** Real time: when an expired log-in is found out, and how often the file is looked at. */
  readonly scheduler: SchedulerLike;
  readonly log: Log;
}

/** The folder is watched; where watching tells nothing (a network's file system), this finds the file all the same. */
const LOOK_MS = 2 * SECOND_MS;

/**
 * Session tokens from `RXTAPE_SESSION_TOKEN` (with `RXTAPE_UID`, and `RXTAPE_ACCOUNT_ID` where it is another), or
 * else from the session file. A token that was once said to be expired is not given again; after that the
 * environment's, which nobody can renew, gives way to the file's.
 */
export const sessionTokens = ({ env, broker, scheduler, log }: SessionTokensOptions): SessionTokens => {
  const path = sessionPath(env);
  const given = environmentToken(env);
  const expired = new Set<string>();
  const isGood = (token: SessionToken): boolean => !expired.has(token.token.reveal());

  /** The file's; undefined where it has none that is good now. */
  const fromFile = async (): Promise<SessionToken | undefined> => {
    const saved = await readSession(path);
    if (saved === undefined || !isGood(saved)) return undefined;
    if (saved.broker !== broker) {
      throw new UsageError(
        `the session file ${path} has a log-in at ${saved.broker}, not at ${broker}; run rxtape login --broker ${broker}`,
      );
    }
    if (saved.expiresAt !== undefined && saved.expiresAt <= scheduler.now()) {
      throw new UsageError(
        `the log-in in ${path} ended at ${istTextOf(saved.expiresAt)}; run rxtape login --broker ${broker}`,
      );
    }
    return saved;
  };

  return {
    current: async () => {
      if (given !== undefined && isGood(given)) return given;
      const token = await fromFile();
      if (token !== undefined) return token;
      throw new UsageError(
        `there is no session token for ${broker}: run rxtape login --broker ${broker}, which writes ${path}, or set RXTAPE_UID and RXTAPE_SESSION_TOKEN`,
      );
    },
    renewed: (old, signal) => {
      expired.add(old.token.reveal());
      log.warn(
        { broker, sessionFile: path },
        given === undefined || isGood(given)
          ? `the session token is no longer good; run rxtape login --broker ${broker}, and the session goes on`
          : `the session token of RXTAPE_SESSION_TOKEN is no longer good, and a running process takes no other from its environment; run rxtape login --broker ${broker}: the new one is taken from ${path}, and the session goes on`,
      );
      return untilFound(fromFile, path, scheduler, signal, log);
    },
  };
};

const environmentToken = (env: Environment): SessionToken | undefined => {
  const token = env['RXTAPE_SESSION_TOKEN'];
  if (token === undefined || token === '') return undefined;
  const uid = env['RXTAPE_UID'];
  if (uid === undefined || uid === '') {
    throw new UsageError(
      'RXTAPE_SESSION_TOKEN is set and RXTAPE_UID is not; set it to the user id of the log-in',
    );
  }
  return { uid, accountId: env['RXTAPE_ACCOUNT_ID'] ?? uid, token: new Secret(token) };
};

/** Asks `look` now, at every change in the folder of `path` and every {@link LOOK_MS}, until it finds something. */
const untilFound = <A>(
  look: () => Promise<A | undefined>,
  path: string,
  scheduler: SchedulerLike,
  signal: AbortSignal,
  log: Log,
): Promise<A> => {
  const { promise, resolve, reject } = deferred<A>();
  let watcher: FSWatcher | undefined;
  let isLooking = false;
  let isDue = false;
  let complaint: string | undefined;

  const lookOnce = async (): Promise<void> => {
    try {
      const found = await look();
      if (found !== undefined) resolve(found);
    } catch (error) {
      // A file of another broker or of a wrong mode may be put right while we wait.
      const message = error instanceof Error ? error.message : String(error);
      if (message !== complaint) log.warn({}, message);
      complaint = message;
    }
  };
  /** One look at a time; one more when something changed meanwhile. */
  const check = (): void => {
    isDue = true;
    if (isLooking) return;
    isLooking = true;
    void (async () => {
      while (isDue) {
        isDue = false;
        await lookOnce();
      }
      isLooking = false;
    })();
  };
  const watchFolder = (): void => {
    if (watcher !== undefined) return;
    try {
      watcher = watch(dirname(path), check);
      watcher.on('error', () => undefined); // looking at it now and then goes on
    } catch {
      watcher = undefined; // the folder is not there yet
    }
  };
  const timer = scheduler.schedule(function () {
    watchFolder();
    check();
    this.schedule(undefined, LOOK_MS);
  }, 0);
  const abort = (): void => reject(signal.reason);
  if (signal.aborted) abort();
  else signal.addEventListener('abort', abort, { once: true });
  return promise.finally(() => {
    timer.unsubscribe();
    watcher?.close();
    signal.removeEventListener('abort', abort);
  });
};

const deferred = <A>() => {
  let resolve: (value: A) => void = () => undefined;
  let reject: (reason: unknown) => void = () => undefined;
  const promise = new Promise<A>((yes, no) => {
    resolve = yes;
    reject = no;
  });
  return { promise, resolve, reject };
};
