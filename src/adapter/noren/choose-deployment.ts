import * as E from 'fp-ts/lib/Either.js';
import { UsageError } from '../../domain/failure.js';
import { ANY_BROKER, BROKER_NAMES, type Deployment, parseDeployment } from './deployment.js';
import { type Environment, readSession, sessionPath } from './session-file.js';

/**
 * The deployment that `text` names, the value of `option` (`--feed`); for `noren` alone the one of `RXTAPE_BROKER`,
 * else the one that the session file is a log-in of. Rejects with a UsageError that says what can be written, and
 * where certificates would not be checked.
 */
export const chooseDeployment = async (
  option: string,
  text: string,
  env: Environment,
): Promise<Deployment> => {
  refuseBlindTrust(env);
  if (text !== ANY_BROKER) return named(option, text);
  const broker = env['RXTAPE_BROKER'];
  if (broker !== undefined && broker !== '') return named('RXTAPE_BROKER', broker);
  const path = sessionPath(env);
  const session = await readSession(path);
  if (session !== undefined) return named(path, session.broker);
  throw new UsageError(
    `${option} ${ANY_BROKER} does not say which broker, and there is no log-in in ${path}; write ${option} ${BROKER_NAMES[0] ?? ''}, set RXTAPE_BROKER, or run rxtape login`,
  );
};

const refuseBlindTrust = (env: Environment): void => {
  if (env['NODE_TLS_REJECT_UNAUTHORIZED'] === '0')
    throw new UsageError(
      'NODE_TLS_REJECT_UNAUTHORIZED=0 would send the log-in to whoever answers; unset it. For a server of your own give its authority: NODE_EXTRA_CA_CERTS=ca.pem',
    );
};

const named = (from: string, text: string): Deployment => {
  const deployment = parseDeployment(text);
  if (E.isLeft(deployment)) throw new UsageError(`${from}: ${deployment.left}`);
  return deployment.right;
};
