import * as E from 'fp-ts/lib/Either.js';
import type { SchedulerLike } from 'rxjs';
import type { Deployment } from '../adapter/noren/deployment.js';
import { restOf } from '../adapter/noren/rest.js';
import { type Environment, readSession, removeSession, sessionPath } from '../adapter/noren/session-file.js';
import { sessionTokens } from '../adapter/noren/session-tokens.js';
import { DataError, UsageError } from '../domain/failure.js';
import { NO_LOG } from '../port/log.js';
import type { SessionToken } from '../port/session-tokens.js';

/** The session token that a run would use, once the broker has said that it is good. Rejects with a Failure. */
export const checkSession = async (
  deployment: Deployment,
  env: Environment,
  scheduler: SchedulerLike,
): Promise<SessionToken> => {
  const token = await sessionTokens({ env, broker: deployment.name, scheduler, log: NO_LOG }).current();
  const rest = restOf(deployment, scheduler);
  const answer = await rest.read(
    'UserDetails',
    { uid: token.uid },
    token.token,
    new AbortController().signal,
  );
  if (E.isRight(answer)) return token;
  const { kind, message } = answer.left;
  throw new DataError(
    kind === 'SessionExpired'
      ? `the log-in of ${token.uid} at ${deployment.name} is no longer good: ${message}; run rxtape login --broker ${deployment.name}`
      : `${deployment.name}: ${message}`,
  );
};

/** Ends the session of the session file at the broker, as far as it is reached, and removes the file. */
export const endSession = async (
  deployment: Deployment,
  env: Environment,
  scheduler: SchedulerLike,
): Promise<void> => {
  const path = sessionPath(env);
  const session = await readSession(path);
  if (session === undefined) throw new UsageError(`there is no log-in in ${path}`);
  if (session.broker !== deployment.name) {
    throw new UsageError(`the log-in in ${path} is at ${session.broker}, not at ${deployment.name}`);
  }
  const answer = await restOf(deployment, scheduler).send(
    'Logout',
    { uid: session.uid },
    session.token,
    new AbortController().signal,
  );
  await removeSession(path);
  if (E.isLeft(answer) && answer.left.kind !== 'SessionExpired') {
    throw new DataError(
      `${path} is removed, but ${deployment.name} did not end the session: ${answer.left.message}; it ends over night`,
    );
  }
};
