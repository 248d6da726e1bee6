import * as E from 'fp-ts/lib/Either.js';
import * as t from 'io-ts';
import { DataError } from '../../../domain/failure.js';
import { Secret } from '../../../domain/secret.js';
import type { EpochMs } from '../../../domain/time.js';
import type { Rest } from '../rest.js';
import type { SavedSession } from '../session-file.js';
import { hashOf } from './hash.js';
import { loginRefused } from './login-refused.js';

/** What a log-in with a password needs. */
export interface PasswordLogin {
  readonly broker: string;
  readonly uid: string;
  readonly password: Secret;
  /** The second factor: a one-time password. */
  readonly oneTimePassword: Secret;
  readonly apiSecret: Secret;
  readonly vendorCode: string;
}

const Answer = t.intersection([
  t.type({ susertoken: t.string }),
  t.partial({ uid: t.string, actid: t.string }),
]);

/** Logs in by `QuickAuth`, once. Rejects with a DataError that has the broker's words. */
export const quickAuth = async (
  rest: Rest,
  { broker, uid, password, oneTimePassword, apiSecret, vendorCode }: PasswordLogin,
  now: EpochMs,
  signal: AbortSignal,
): Promise<SavedSession> => {
  const answer = await rest.send(
    'QuickAuth',
    {
      source: 'API',
      apkversion: '1.0.0',
      uid,
      pwd: hashOf(password),
      factor2: oneTimePassword,
      vc: vendorCode,
      appkey: hashOf(`${uid}|`, apiSecret),
      imei: 'rxtape',
    },
    undefined,
    signal,
  );
  if (E.isLeft(answer)) throw loginRefused(broker, answer.left);
  const decoded = Answer.decode(answer.right);
  if (E.isLeft(decoded) || decoded.right.susertoken === '') {
    throw new DataError(`${broker} answered the log-in without a session token (susertoken)`);
  }
  return {
    broker,
    uid: decoded.right.uid ?? uid,
    accountId: decoded.right.actid ?? uid,
    token: new Secret(decoded.right.susertoken),
    obtainedAt: now,
    expiresAt: undefined,
  };
};
