/** How a client connects: `current` with `t:"a"` and an access token, `legacy` with `t:"c"` and a user token. */
export interface Dialect {
  readonly name: 'current' | 'legacy';
  readonly connect: 'a' | 'c';
  readonly acknowledge: 'ak' | 'ck';
  readonly tokenKey: 'accesstoken' | 'susertoken';
}

const CURRENT: Dialect = { name: 'current', connect: 'a', acknowledge: 'ak', tokenKey: 'accesstoken' };
const LEGACY: Dialect = { name: 'legacy', connect: 'c', acknowledge: 'ck', tokenKey: 'susertoken' };

/** By the path of the socket; Shoonya's and Flattrade's, of both generations. */
const SOCKETS: readonly (readonly [path: string, dialect: Dialect])[] = [
  ['/NorenWSAPI', CURRENT],
  ['/PiConnectWSAPI', CURRENT],
  ['/NorenWSTP', LEGACY],
  ['/PiConnectWSTp', LEGACY],
];

/** Of the socket at `path`, which may go on behind the name (some clients append their token). */
export const dialectOf = (path: string): Dialect | undefined =>
  SOCKETS.find(([name]) => path === name || path.startsWith(`${name}/`))?.[1];
