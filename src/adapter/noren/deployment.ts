import * as E from 'fp-ts/lib/Either.js';
import type { Dialect } from '../../codec/noren/client-frame.js';

/** How a REST call carries the session token: in the Authorization header, or in the body behind `jData`. */
export type RestAuth = 'bearer' | 'jKey';

/** How a session token is got. URLs are whole, without a query. */
export type LoginFlow =
  /** A code from the browser, exchanged by `GenAcsTok` under the REST base (Shoonya). */
  | { readonly kind: 'GenAcsTok'; readonly authorizeUrl: string }
  /** A code from the browser, exchanged by a plain JSON call (Flattrade). */
  | { readonly kind: 'ApiToken'; readonly authorizeUrl: string; readonly tokenUrl: string }
  /** Password and one-time password, by `QuickAuth` under the REST base. */
  | { readonly kind: 'QuickAuth' };

/** Where one broker serves the Noren protocol, and in which of its forms. Source: the brokers' API pages, 2026. */
export interface Deployment {
  /** `shoonya`, or a URL without what could be secret in it: for people, and to tell deployments apart. */
  readonly name: string;
  readonly socketUrl: string;
  /** Ends with a slash; the name of a call follows it. */
  readonly restUrl: string;
  readonly dialect: Dialect;
  readonly restAuth: RestAuth;
  readonly login: LoginFlow;
}

const FLATTRADE_LOGIN: LoginFlow = {
  kind: 'ApiToken',
  authorizeUrl: 'https://auth.flattrade.in/',
  tokenUrl: 'https://authapi.flattrade.in/trade/apitoken',
};

const BROKERS: readonly Deployment[] = [
  {
    name: 'shoonya',
    socketUrl: 'wss://api.shoonya.com/NorenWSAPI/',
    restUrl: 'https://api.shoonya.com/NorenWClientAPI/',
    dialect: 'current',
    restAuth: 'bearer',
    login: { kind: 'GenAcsTok', authorizeUrl: 'https://trade.shoonya.com/OAuthlogin/authorize/oauth' },
  },
  {
    name: 'flattrade',
    socketUrl: 'wss://piconnect.flattrade.in/PiConnectWSAPI/',
    restUrl: 'https://piconnect.flattrade.in/PiConnectAPI/',
    dialect: 'current',
    restAuth: 'jKey',
    login: FLATTRADE_LOGIN,
  },
  {
    name: 'shoonya-legacy',
    socketUrl: 'wss://api.shoonya.com/NorenWSTP/',
    restUrl: 'https://api.shoonya.com/NorenWClientTP/',
    dialect: 'legacy',
    restAuth: 'jKey',
    login: { kind: 'QuickAuth' },
  },
  {
    name: 'flattrade-legacy',
    socketUrl: 'wss://piconnect.flattrade.in/PiConnectWSTp/',
    restUrl: 'https://piconnect.flattrade.in/PiConnectTP/',
    dialect: 'legacy',
    restAuth: 'jKey',
    login: FLATTRADE_LOGIN,
  },
];

/** `noren` names no broker: the environment or the session file does. */
export const ANY_BROKER = 'noren';

export const BROKER_NAMES: readonly string[] = BROKERS.map(({ name }) => name);

/**
 * Reads what `--feed` and `--broker` take: a broker's name, `noren:` before it or not, or the URL of a WebSocket
 * that speaks the protocol, a simulator's or another broker's. From a URL's path the rest is known as brokers have
 * it (`/NorenWSTP/` is legacy, its REST base is `/NorenWClientTP/`); a URL without a path gets `/NorenWSAPI/`.
 * What differs is written behind a `#`: `wss://host/path#dialect=legacy&rest=https://host/base/&auth=jKey&login=QuickAuth`.
 * Left is what is wrong, for people, without what could be secret in it.
 */
export const parseDeployment = (text: string): E.Either<string, Deployment> => {
  const name = text.replace(/^noren:(?=[a-z])/, '');
  const broker = BROKERS.find((known) => known.name === name.toLowerCase());
  if (broker !== undefined) return E.right(broker);
  if (!name.includes('://')) {
    return E.left(
      `no broker is named ${hideSecrets(name)}; write ${BROKER_NAMES.join(', ')} or ws://HOST:PORT/PATH`,
    );
  }
  const url = urlOf(name);
  if (url === undefined) return E.left(`${hideSecrets(name)} is no URL; write ws://HOST:PORT/PATH`);
  if (url.protocol !== 'ws:' && url.protocol !== 'wss:') {
    return E.left(`${hideSecrets(name)} is no WebSocket; write ws:// or wss:// for ${url.protocol}//`);
  }
  if (url.username !== '' || url.password !== '') {
    return E.left(
      `${hideSecrets(name)} had a user or password before its host; leave it out: session tokens come from the session file or the environment`,
    );
  }
  return atUrl(url);
};

/** `text`, a URL or nearly one, without user, password, query and fragment: what may be shown. */
export const hideSecrets = (text: string): string =>
  text.replace(/[?#].*$/s, '').replace(/^([a-z]+:\/\/)[^/]*@/i, '$1');

/** Whether nobody on the way can read what is sent to `url`. */
export const isPrivate = (url: string): boolean => {
  const { protocol, hostname } = new URL(url);
  return /^(?:https|wss):$/.test(protocol) || ['127.0.0.1', 'localhost', '[::1]'].includes(hostname);
};

/** What goes with the last name in a socket's path, in each generation of the API. */
interface Family {
  readonly socket: string;
  readonly rest: string;
  readonly dialect: Dialect;
  readonly auth: RestAuth;
  readonly login: LoginFlow['kind'];
}

const CURRENT: Family = {
  socket: 'NorenWSAPI',
  rest: 'NorenWClientAPI',
  dialect: 'current',
  auth: 'bearer',
  login: 'GenAcsTok',
};
const LEGACY: Family = {
  socket: 'NorenWSTP',
  rest: 'NorenWClientTP',
  dialect: 'legacy',
  auth: 'jKey',
  login: 'QuickAuth',
};
const FAMILIES: readonly Family[] = [
  CURRENT,
  LEGACY,
  { socket: 'PiConnectWSAPI', rest: 'PiConnectAPI', dialect: 'current', auth: 'jKey', login: 'ApiToken' },
  { socket: 'PiConnectWSTp', rest: 'PiConnectTP', dialect: 'legacy', auth: 'jKey', login: 'ApiToken' },
];

/** What may be written behind the `#`. */
const SETTINGS = ['dialect', 'rest', 'auth', 'login'];

const atUrl = (url: URL): E.Either<string, Deployment> => {
  const settings = new URLSearchParams(url.hash.slice(1));
  if ([...settings.keys()].some((key) => !SETTINGS.includes(key))) {
    return E.left(`behind the # of ${hideSecrets(url.href)} only ${SETTINGS.join('=, ')}= are known`);
  }
  const dialect = settings.get('dialect');
  if (url.pathname === '/') url.pathname = `/${dialect === 'legacy' ? LEGACY.socket : CURRENT.socket}/`;
  const [, folder = '/', last = ''] = /^(.*\/)([^/]+)\/?$/.exec(url.pathname) ?? [];
  const family =
    FAMILIES.find(({ socket }) => socket.toLowerCase() === last.toLowerCase()) ??
    (dialect === 'legacy' ? LEGACY : CURRENT);
  const auth = settings.get('auth') ?? family.auth;
  const login = settings.get('login') ?? family.login;
  const spoken = dialect ?? family.dialect;
  if (spoken !== 'current' && spoken !== 'legacy') return E.left('dialect= takes current or legacy');
  if (auth !== 'bearer' && auth !== 'jKey') return E.left('auth= takes bearer or jKey');
  const origin = `${url.protocol === 'wss:' ? 'https:' : 'http:'}//${url.host}`;
  const flow = flowAt(origin, login);
  if (flow === undefined) return E.left('login= takes GenAcsTok, ApiToken or QuickAuth');
  const rest = urlOf(settings.get('rest') ?? `${origin}${folder}${family.rest}/`);
  if (rest === undefined || !/^https?:$/.test(rest.protocol)) return E.left('rest= takes https://HOST/PATH/');
  url.hash = '';
  return E.right({
    name: hideSecrets(url.href),
    socketUrl: url.href,
    restUrl: rest.href.replace(/\/?$/, '/'),
    dialect: spoken,
    restAuth: auth,
    login: flow,
  });
};

const flowAt = (origin: string, kind: string): LoginFlow | undefined => {
  switch (kind) {
    case 'QuickAuth':
      return { kind };
    case 'GenAcsTok':
      return { kind, authorizeUrl: `${origin}/OAuthlogin/authorize/oauth` };
    case 'ApiToken':
      return { kind, authorizeUrl: `${origin}/`, tokenUrl: `${origin}/trade/apitoken` };
    default:
      return undefined;
  }
};

const urlOf = (text: string): URL | undefined => (URL.canParse(text) ? new URL(text) : undefined);
