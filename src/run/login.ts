import type { SchedulerLike } from 'rxjs';
import type { Deployment } from '../adapter/noren/deployment.js';
import { accessToken, apiToken, authorizeUrl, codeIn, type CodeLogin } from '../adapter/noren/login/oauth.js';
import { oneTimePassword } from '../adapter/noren/login/one-time-password.js';
import { quickAuth } from '../adapter/noren/login/quick-auth.js';
import { redirectListener } from '../adapter/noren/login/redirect-listener.js';
import { restOf } from '../adapter/noren/rest.js';
import {
  type Environment,
  type SavedSession,
  sessionPath,
  writeSession,
} from '../adapter/noren/session-file.js';
import { UsageError } from '../domain/failure.js';
import { Secret } from '../domain/secret.js';
import { epochMs } from '../domain/time.js';

/** Where what the environment does not say is asked for. */
export interface Ask {
  /** Rejects with a UsageError when nobody is there to answer. */
  question(prompt: string): Promise<string>;
  /** What is typed is not shown. */
  secret(prompt: string): Promise<Secret>;
  /** Tells the person who logs in something that is no result. */
  tell(line: string): void;
}

export interface LoginOptions {
  readonly deployment: Deployment;
  readonly env: Environment;
  readonly ask: Ask;
  /** The user id, where it is not in the environment. */
  readonly uid: string | undefined;
  /** The address of this machine that the browser is sent to; undefined where its address is pasted. */
  readonly redirect: string | undefined;
  /** The wall's time. */
  readonly scheduler: SchedulerLike;
  readonly signal: AbortSignal;
}

/**
 * Logs in at the deployment in the way that it has, and keeps the session in the session file. What is needed comes
 * from the environment, and is asked for where it is not there. Rejects with a Failure; nothing is tried twice.
 */
export const login = async (options: LoginOptions): Promise<SavedSession> => {
  const session = await loggedIn(options);
  await writeSession(sessionPath(options.env), session);
  return session;
};

const loggedIn = async (options: LoginOptions): Promise<SavedSession> => {
  const { deployment, scheduler, signal } = options;
  const flow = deployment.login;
  const rest = restOf(deployment, scheduler);
  const now = () => epochMs(scheduler.now());
  if (flow.kind === 'QuickAuth') {
    const uid = await userId(options);
    const password = await secret(options, 'RXTAPE_PASSWORD', 'Password: ');
    const apiSecret = await secret(options, 'RXTAPE_API_SECRET', 'API secret: ');
    const vendorCode = set(options, 'RXTAPE_VENDOR_CODE') ?? `${uid}_U`;
    const second = await secondFactor(options); // asked for last: it is good for half a minute
    return quickAuth(
      rest,
      { broker: deployment.name, uid, password, apiSecret, vendorCode, oneTimePassword: second },
      now(),
      signal,
    );
  }
  const uid = await userId(options);
  const clientId =
    set(options, 'RXTAPE_CLIENT_ID') ??
    (await options.ask.question(flow.kind === 'GenAcsTok' ? 'Client id: ' : 'API key: '));
  const apiSecret = await secret(
    options,
    'RXTAPE_API_SECRET',
    flow.kind === 'GenAcsTok' ? 'Secret code: ' : 'API secret: ',
  );
  const code = await browserCode(options, authorizeUrl(flow.kind, flow.authorizeUrl, clientId));
  const with_: CodeLogin = { broker: deployment.name, uid, clientId, apiSecret, code };
  return flow.kind === 'GenAcsTok'
    ? accessToken(rest, with_, now(), signal)
    : apiToken(flow.tokenUrl, with_, now(), scheduler, signal);
};

const set = ({ env }: LoginOptions, name: string): string | undefined =>
  env[name] === '' ? undefined : env[name];

const userId = async (options: LoginOptions): Promise<string> =>
  options.uid ?? set(options, 'RXTAPE_UID') ?? (await options.ask.question('User id: ')).trim();

const secret = async (options: LoginOptions, name: string, prompt: string): Promise<Secret> => {
  const value = set(options, name);
  return value === undefined ? options.ask.secret(prompt) : new Secret(value);
};

const secondFactor = async (options: LoginOptions): Promise<Secret> => {
  const key = set(options, 'RXTAPE_TOTP_SECRET');
  if (key !== undefined) return oneTimePassword(new Secret(key), epochMs(options.scheduler.now()));
  return secret(options, 'RXTAPE_OTP', 'One-time password (TOTP or OTP): ');
};

/** The code that the browser is given when its user has logged in at `page`. */
const browserCode = async ({ ask, redirect, signal }: LoginOptions, page: string): Promise<Secret> => {
  if (redirect === undefined) {
    ask.tell(`Open this page in a browser and log in:\n  ${page}`);
    const pasted = await ask.secret(
      'Then paste the address that the browser ends at, or the code in it (it is not shown): ',
    );
    const code = codeIn(pasted.reveal());
    if (code !== undefined) return code;
    throw new UsageError(
      'there is no code in what was pasted; the address has it behind ?code= or ?request_code=',
    );
  }
  const listener = await redirectListener(redirect);
  try {
    ask.tell(
      `Open this page in a browser and log in:\n  ${page}\nWaiting for the browser at ${listener.url}`,
    );
    return await listener.code(signal);
  } finally {
    await listener.close();
  }
};
