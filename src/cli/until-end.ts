import { constants } from 'node:os';
import type { OnStop } from '../run/live-session.js';
import type { Log } from '../port/log.js';
import { onStdoutClosed } from './stdout-closed.js';

/** A session that runs, and can be asked to end. */
export interface Running<A> {
  readonly done: Promise<A>;
  stop(reason: string, policy: OnStop): void;
}

export interface UntilEndOptions<A> {
  /** What becomes of open orders and positions when it is asked to end. */
  readonly policy: OnStop;
  readonly log: Log;
  /** Tells what it came to, also where an uncaught error ended it. */
  readonly tell: (outcome: A) => void;
  /** How long it may take to end; 4.5 s when left out. */
  readonly deadlineMs?: number;
}

/** So long a session may take to end once it was asked to; 5 s less what the process needs itself. */
const DEADLINE_MS = 4_500;
/** npm and its like pass a Ctrl-C on that the terminal has given us already: within so long it is the same one. */
const SAME_SIGNAL_MS = 300;
const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/**
 * What `session` comes to, told. A signal has it end by `policy`, and so has a stdout that nobody reads any more; a
 * second signal ends the process at once, with 128 and the signal's number. An uncaught error ends the session
 * with its orders kept, and is thrown when that has been told. A session that does not end within `deadlineMs` of the first
 * of these is given up: exit code 1, and what was recorded stays.
 */
export const untilEnd = async <A>(
  session: Running<A>,
  { policy, log, tell, deadlineMs = DEADLINE_MS }: UntilEndOptions<A>,
): Promise<A> => {
  let askedAt = -Infinity;
  let deadline: NodeJS.Timeout | undefined = undefined;
  let uncaught: { readonly error: unknown } | undefined = undefined as
    { readonly error: unknown } | undefined;

  const stop = (reason: string, how: OnStop): void => {
    session.stop(reason, how);
    askedAt = performance.now();
    deadline ??= setTimeout(() => {
      log.error({ waitedMs: deadlineMs }, 'the session did not end in time and is given up');
      process.exit(1);
    }, deadlineMs).unref();
  };
  const onSignal = (signal: (typeof SIGNALS)[number]): void => {
    if (deadline !== undefined) {
      if (performance.now() - askedAt < SAME_SIGNAL_MS) return;
      process.exit(128 + constants.signals[signal]);
    }
    log.info({ onStop: policy }, `${signal}: ending; a second signal ends at once`);
    stop(signal, policy);
  };
  const onUncaught = (error: unknown): void => {
    log.error({ error }, 'an uncaught error ends the session');
    uncaught ??= { error };
    stop('an uncaught error', 'keep');
  };
  const onClosed = (): void => {
    log.info({ onStop: policy }, 'nobody reads stdout any more: ending');
    stop('stdout was closed', policy);
  };

  for (const signal of SIGNALS) process.on(signal, onSignal);
  process.on('uncaughtException', onUncaught);
  const restore = onStdoutClosed(onClosed);
  try {
    const outcome = await session.done;
    tell(outcome);
    if (uncaught !== undefined) throw uncaught.error;
    return outcome;
  } finally {
    clearTimeout(deadline);
    for (const signal of SIGNALS) process.off(signal, onSignal);
    process.off('uncaughtException', onUncaught);
    restore();
  }
};
