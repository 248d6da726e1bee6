import { asyncScheduler } from 'rxjs';
import { chooseDeployment } from '../adapter/noren/choose-deployment.js';
import { type Deployment, isPrivate } from '../adapter/noren/deployment.js';
import { DEMO_TOKEN, DEMO_USER } from '../adapter/noren/simulator/sessions.js';
import { type SimulatorTime, simulatorTime } from '../adapter/noren/simulator-time.js';
import type { Environment } from '../adapter/noren/session-file.js';
import { sessionTokens } from '../adapter/noren/session-tokens.js';
import { UsageError } from '../domain/failure.js';
import { Secret } from '../domain/secret.js';
import type { Log } from '../port/log.js';
import type { SessionToken, SessionTokens } from '../port/session-tokens.js';

/** Where a session connects to, and as whom. */
export interface SessionLogin {
  readonly deployment: Deployment;
  readonly tokens: SessionTokens;
  readonly uid: string;
  /** The time of the simulator there; undefined where a real server is. */
  readonly simulator: SimulatorTime | undefined;
}

/**
 * Finds the deployment of `feed` and a session token for it. A simulator that takes anyone needs none: where
 * neither environment nor session file has one, its demonstration user is logged in. Rejects with a UsageError
 * that says how to get a token.
 */
export const sessionLogin = async (feed: string, env: Environment, log: Log): Promise<SessionLogin> => {
  const deployment = await chooseDeployment('--feed', feed, env);
  if (!isPrivate(deployment.socketUrl))
    log.warn(
      { broker: deployment.name },
      `${deployment.name} is not encrypted: the session token can be read on the way`,
    );
  const isUrl = deployment.name.includes('://');
  const simulator = isUrl ? await simulatorTime(deployment.socketUrl) : undefined;
  const tokens = sessionTokens({ env, broker: deployment.name, scheduler: asyncScheduler, log });
  try {
    const { uid } = await tokens.current();
    return { deployment, tokens, uid, simulator };
  } catch (error) {
    if (simulator === undefined) throw isUrl ? orSimulator(error, deployment) : error;
    return { deployment, tokens: demoTokens(tokens), uid: DEMO_USER.uid, simulator };
  }
};

/** A URL without a token for it is a simulator's more often than not. */
const orSimulator = (error: unknown, { name }: Deployment): unknown =>
  error instanceof UsageError
    ? new UsageError(`no simulator answers at ${name} (rxtape sim starts one), and ${error.message}`)
    : error;

/** The demonstration user's token first; once that is expired, what `rxtape login` makes. */
const demoTokens = (tokens: SessionTokens): SessionTokens => {
  let isExpired = false;
  return {
    current: async () => (isExpired ? tokens.current() : DEMO),
    renewed: (expired, signal) => {
      isExpired = true;
      return tokens.renewed(expired, signal);
    },
  };
};

const DEMO: SessionToken = {
  uid: DEMO_USER.uid,
  accountId: DEMO_USER.accountId,
  token: new Secret(DEMO_TOKEN),
};
