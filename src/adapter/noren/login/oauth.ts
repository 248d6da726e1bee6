import * as E from 'fp-ts/lib/Either.js';
import * as t from 'io-ts';
import type { SchedulerLike } from 'rxjs';
import type { RestFailure } from '../../../codec/noren/rest-answer.js';
import { DataError } from '../../../domain/failure.js';
import { Secret } from '../../../domain/secret.js';
import type { EpochMs } from '../../../domain/time.js';
import { post } from '../post.js';
import type { Rest } from '../rest.js';
import type { SavedSession } from '../session-file.js';
import { hashOf } from './hash.js';
import { loginRefused } from './login-refused.js';
import { endOf, nextMorning } from './token-end.js';

/** What a log-in with a code from the browser needs. */
export interface CodeLogin {
  readonly broker: string;
  readonly uid: string;
  /** Shoonya's client id, Flattrade's API key. No secret: it is in the address that the browser opens. */
  readonly clientId: string;
  /** Shoonya's secret code, Flattrade's API secret. */
  readonly apiSecret: Secret;
  /** Good once, for some minutes. */
  readonly code: Secret;
}

/** The page to log in at; the browser is then sent to the address registered for the API key, with the code. */
export const authorizeUrl = (kind: 'GenAcsTok' | 'ApiToken', page: string, clientId: string): string =>
  `${page}?${new URLSearchParams({ [kind === 'GenAcsTok' ? 'client_id' : 'app_key']: clientId }).toString()}`;

const Codes = t.partial({ code: t.string, request_code: t.string });

/**
 * The code in what a person pastes or a browser asks for: the whole address that they were sent to, its query, or
 * the code alone. Flattrade documents `request_code` and sends `code`. Undefined where there is none.
 */
export const codeIn = (text: string): Secret | undefined => {
  const pasted = text.trim();
  if (!/\?|code=|:\/\//.test(pasted)) return pasted === '' ? undefined : new Secret(pasted);
  const query = Object.fromEntries(new URLSearchParams(pasted.replace(/^[^?]*\?/, '').replace(/#.*$/s, '')));
  const { code, request_code } = Codes.is(query) ? query : {};
  const found = code ?? request_code;
  return found === undefined || found === '' ? undefined : new Secret(found);
};

const AccessToken = t.intersection([
  t.type({ access_token: t.string }),
  t.partial({
    USERID: t.string,
    uid: t.string,
    actid: t.string,
    expires_in: t.union([t.string, t.number]),
  }),
]);

/** Exchanges the code by `GenAcsTok` (Shoonya), once. Rejects with a DataError that has the broker's words. */
export const accessToken = async (
  rest: Rest,
  { broker, uid, clientId, apiSecret, code }: CodeLogin,
  now: EpochMs,
  signal: AbortSignal,
): Promise<SavedSession> => {
  // Documents leave uid out; without it the server answers INVALID_VERIFIER.
  const checksum = hashOf(clientId, apiSecret, code);
  const answer = await rest.send('GenAcsTok', { code, checksum, uid }, undefined, signal);
  const decoded = AccessToken.decode(orThrow(broker, answer));
  if (E.isLeft(decoded) || decoded.right.access_token === '') throw noToken(broker, 'access_token');
  const { access_token, USERID, uid: userId, actid, expires_in } = decoded.right;
  const user = USERID ?? userId ?? uid;
  return {
    broker,
    uid: user,
    accountId: actid ?? user,
    token: new Secret(access_token),
    obtainedAt: now,
    expiresAt: endOf(expires_in, now),
  };
};

const ApiToken = t.intersection([t.type({ token: t.string }), t.partial({ client: t.string })]);

/** Exchanges the code by Flattrade's token call, once. Rejects with a DataError that has the broker's words. */
export const apiToken = async (
  tokenUrl: string,
  { broker, uid, clientId, apiSecret, code }: CodeLogin,
  now: EpochMs,
  scheduler: SchedulerLike,
  signal: AbortSignal,
): Promise<SavedSession> => {
  const hash = hashOf(clientId, code, apiSecret);
  const answer = await post(
    {
      url: tokenUrl,
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ api_key: clientId, request_code: code.reveal(), api_secret: hash.reveal() }),
      secrets: [code, hash, apiSecret],
    },
    scheduler,
    signal,
  );
  const decoded = ApiToken.decode(orThrow(broker, answer));
  if (E.isLeft(decoded) || decoded.right.token === '') throw noToken(broker, 'token');
  const user = decoded.right.client ?? uid;
  return {
    broker,
    uid: user,
    accountId: user,
    token: new Secret(decoded.right.token),
    obtainedAt: now,
    expiresAt: nextMorning(now),
  };
};

const orThrow = (broker: string, answer: E.Either<RestFailure, unknown>): unknown => {
  if (E.isLeft(answer)) throw loginRefused(broker, answer.left);
  return answer.right;
};

const noToken = (broker: string, key: string): DataError =>
  new DataError(`${broker} answered the log-in without a session token (${key})`);
